import type { RegisterEntryKind } from "./register-entry-kind.types";

declare module "../../platform/database/event" {
  interface Events {
    REGISTER_ENTERED: { entryId: string; number: number; kind: RegisterEntryKind; providerId: string | null };
  }
}
