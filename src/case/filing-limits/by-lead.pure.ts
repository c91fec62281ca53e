import type { Actor } from "../../accounts/actor";
import type { Author } from "../../accounts/record-on-account";

export const byLead = ({ accountId }: Actor): Author => ({ actorId: accountId, actorRole: "LEAD_MODERATOR" });
