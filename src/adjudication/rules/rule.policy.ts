import type { Account } from "../../accounts/account/account.entity";
import { hasRole, type Actor } from "../../accounts/actor/actor";
import { whyNotSecondPerson } from "../../accounts/actor/second-person.policy";
import type { Signer } from "../../accounts/actor/signer.policy";
import type { Obstacle } from "../../platform/refusal";
import type { RuleDraftStatus } from "./rule-draft.entity";

/** Published and discarded drafts no longer change. */
const isOpen = ({ status }: { status: RuleDraftStatus }): boolean => status === "OPEN";

export const mayChangeDraft = (actor: Actor | null, draft: { status: RuleDraftStatus }): boolean =>
  isOpen(draft) && hasRole(actor, "ADMIN");

export const mayReplayDraft = (actor: Actor | null, draft: { status: RuleDraftStatus }): boolean =>
  isOpen(draft) && hasRole(actor, "ADMIN", "LEAD_MODERATOR");

/** What `publishRuleDraft` asks, for the button. */
export const whyNotPublishDraft = (
  actor: Actor,
  draft: { status: RuleDraftStatus },
  writer: Account | null,
  signer: Signer,
  now: number,
): Obstacle | null =>
  isOpen(draft)
    ? whyNotSecondPerson(actor, writer, signer, now)
    : { code: "NOT_IN_THIS_STATE", reason: "rule.draftNotOpen" };
