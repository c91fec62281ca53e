import { DAY } from "../../platform/time";
import type { VerificationKind } from "./verification-kind.types";

/** The dates of one verification; its status follows from the time alone. */
export interface VerificationDates {
  validFrom: number;
  /** From then on it is due for renewal. */
  nextCheckAt: number;
  /** From then on it is no longer valid. */
  validUntil: number;
  /** From then on its absence is no longer tolerated. */
  graceUntil: number;
  /** When a later verification of the kind took its place. */
  endedAt: number | null;
}

export type VerificationStatus = "VALID" | "DUE" | "EXPIRED" | "OVERDUE" | "REPLACED";

export function verificationStatusAt(dates: VerificationDates, at: number): VerificationStatus {
  if (dates.endedAt !== null && at >= dates.endedAt) return "REPLACED";
  if (at >= dates.graceUntil) return "OVERDUE";
  if (at >= dates.validUntil) return "EXPIRED";
  return at >= dates.nextCheckAt ? "DUE" : "VALID";
}

export const isValidAt = (dates: VerificationDates, at: number): boolean =>
  dates.validFrom <= at && at < dates.validUntil && (dates.endedAt === null || at < dates.endedAt);

/** When it reaches its next status; null when nothing more happens automatically. */
export function nextStep(
  { nextCheckAt, validUntil, graceUntil, endedAt }: VerificationDates,
  after: number,
): number | null {
  if (endedAt !== null) return null;
  return [nextCheckAt, validUntil, graceUntil].find((step) => step > after) ?? null;
}

export type Standing = "ACTIVE" | "RESTRICTED" | "SUSPENDED";

/** The standing that follows from an admitted provider's worst required verification. Kinds never verified are ignored: imported providers have none. */
export function standingAt(required: readonly VerificationDates[], at: number): Standing {
  const statuses = required.map((dates) => verificationStatusAt(dates, at));
  if (statuses.includes("OVERDUE")) return "SUSPENDED";
  return statuses.includes("EXPIRED") ? "RESTRICTED" : "ACTIVE";
}

/** The share, 0 to 1, of the required kinds that are valid at a moment, past or present. */
export function shareAt(
  required: readonly VerificationKind[],
  verified: readonly (VerificationDates & { kind: VerificationKind })[],
  at: number,
): number {
  if (required.length === 0) return 1;
  const holding = new Set(verified.filter((dates) => isValidAt(dates, at)).map(({ kind }) => kind));
  return required.filter((kind) => holding.has(kind)).length / required.length;
}

export interface KindRules {
  required: boolean;
  validDays: number;
  reminderDays: number;
  graceDays: number;
}

/** Dates that an inspector sets instead of those from the house rules and the document. */
export interface WantedDates {
  validUntil?: number | null;
  nextCheckAt?: number | null;
}

/**
 * The dates of a verification approved now: no longer than its document and the house rules allow. Null when the wanted dates are not within
 * that, or when the document has expired and no date is given nonetheless.
 */
export function datesOf(
  now: number,
  documentUntil: number | null,
  { validDays, reminderDays, graceDays }: KindRules,
  wanted: WantedDates = {},
): VerificationDates | null {
  const lapsed = documentUntil !== null && documentUntil <= now;
  const latest = Math.min(now + validDays * DAY, lapsed || documentUntil === null ? Infinity : documentUntil);
  const validUntil = wanted.validUntil ?? (lapsed ? null : latest);
  if (validUntil === null || validUntil <= now || validUntil > latest) return null;
  const nextCheckAt = wanted.nextCheckAt ?? Math.max(now, validUntil - reminderDays * DAY);
  if (nextCheckAt < now || nextCheckAt > validUntil) return null;
  return { validFrom: now, nextCheckAt, validUntil, graceUntil: validUntil + graceDays * DAY, endedAt: null };
}
