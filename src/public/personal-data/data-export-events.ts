import type { Id } from "../../platform/database/event";

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    /** By the person, or by the operator for them: then without an id. */
    DATA_EXPORT_REQUESTED: { exportId: Id | null };
    DATA_EXPORT_DOWNLOADED: { exportId: Id };
  }
}
