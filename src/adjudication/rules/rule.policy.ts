import { hasRole, type Actor } from "../../accounts/actor";
import type { RuleDraftStatus } from "./rule-draft.entity";

/** Published and discarded drafts no longer change. */
const isOpen = ({ status }: { status: RuleDraftStatus }): boolean => status === "OPEN";

export const mayChangeDraft = (actor: Actor | null, draft: { status: RuleDraftStatus }): boolean =>
  isOpen(draft) && hasRole(actor, "ADMIN");

export const mayReplayDraft = (actor: Actor | null, draft: { status: RuleDraftStatus }): boolean =>
  isOpen(draft) && hasRole(actor, "ADMIN", "LEAD_MODERATOR");
