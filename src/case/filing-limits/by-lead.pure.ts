import type { Actor } from "../../accounts/actor/actor";
import type { Author } from "../../accounts/account/record-on-account";

export const byLead = ({ accountId }: Actor): Author => ({ actorId: accountId, actorRole: "LEAD_MODERATOR" });
