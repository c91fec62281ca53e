import type { Code, Id } from "../../platform/database/event";

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    /** In the history of whoever made it known. */
    MARKETPLACE_SOURCE_CREATED: { sourceId: Id; name: Code };
  }
}
