import { hasRole, type Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import type { RuleDraftStatus } from "./rule-draft.entity";

/** Published and discarded drafts no longer change. */
const isOpen = ({ status }: { status: RuleDraftStatus }): boolean => status === "OPEN";

export const mayChangeDraft = (actor: Actor | null, draft: { status: RuleDraftStatus }): boolean =>
  isOpen(draft) && hasRole(actor, "ADMIN");

export const mayReplayDraft = (actor: Actor | null, draft: { status: RuleDraftStatus }): boolean =>
  isOpen(draft) && hasRole(actor, "ADMIN", "LEAD_MODERATOR");

/** A version needs its notice period, and may not begin before the one it follows. */
export function checkEffectiveDate(
  effectiveFrom: number,
  { now, noticeDays, latestFrom }: { now: number; noticeDays: number; latestFrom: number | null },
): void {
  const field = "input.effectiveFrom";
  const earliest = now + noticeDays * DAY;
  if (effectiveFrom < earliest)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "rule.noticeTooShort",
      field,
      params: { days: noticeDays },
      availableAt: earliest,
    });
  if (latestFrom !== null && effectiveFrom <= latestFrom)
    throw new Refusal("BAD_USER_INPUT", { reason: "rule.beforeLatest", field });
}

/** The end is exclusive: at the instant one version ends the next is in force. */
export const inForceAt = (version: { effectiveFrom: number; effectiveUntil: number | null }, at: number): boolean =>
  version.effectiveFrom <= at && (version.effectiveUntil === null || version.effectiveUntil > at);
