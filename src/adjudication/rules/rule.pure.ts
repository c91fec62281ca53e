import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import type { RuleDraft } from "./rule-draft.entity";

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

/** Whose words a draft says: these are not theirs to announce. */
export const writerOf = ({ writtenById, createdById }: Pick<RuleDraft, "writtenById" | "createdById">): string =>
  writtenById ?? createdById;
