import type { Code, Id, Time } from "../../platform/database/event";

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    RULE_DRAFT_CREATED: { ruleDraftId: string; code: string };
    RULE_DRAFT_UPDATED: { ruleDraftId: string; code: string };
    RULE_DRAFT_DISCARDED: { ruleDraftId: string; code: string };
    RULE_VERSION_PUBLISHED: { ruleVersionId: Id; code: Code; effectiveFrom: Time };
  }
}
