import type { Severity } from "../../case/complaints/case-enums.types";
import { groupBy } from "../../platform/grouping.pure";
import type { ViolationFacts, Weight } from "./points.pure";

export type PointsEntryKind = "PROVISIONAL" | "COUNTED" | "HALVED" | "RECOUNTED" | "REVERSED";

/** One line of the append-only ledger. */
export interface Entry {
  violationId: string;
  kind: PointsEntryKind;
  /** The points it adds or removes. */
  points: number;
  /** Whether it is about points that do not count yet. A violation's first entry that is not provisional ends its provisional ones. */
  provisional: boolean;
  /** The severity the violation counts with. */
  level: Severity;
  at: number;
  expiresAt: number | null;
}

interface Held {
  points: number;
  provisional: boolean;
  expiresAt: number | null;
  kinds: ReadonlySet<PointsEntryKind>;
}

/** The total of one violation's entries, in their order. */
function hold(entries: readonly Entry[]): Held {
  const counted = entries.filter(({ provisional }) => !provisional);
  const lines = counted.length > 0 ? counted : entries;
  return {
    points: lines.reduce((sum, { points }) => sum + points, 0),
    provisional: counted.length === 0,
    expiresAt: lines.at(-1)?.expiresAt ?? null,
    kinds: new Set(entries.map(({ kind }) => kind)),
  };
}

export interface Points {
  active: number;
  provisional: number;
}

/** The points that count at a moment, by the ledger (entries in the order they were written). */
export function activePoints(entries: readonly Entry[], at: number): Points {
  const points = { active: 0, provisional: 0 };
  for (const lines of byViolation(entries.filter((entry) => entry.at <= at)).values()) {
    const held = hold(lines);
    if (held.provisional) points.provisional += held.points;
    else if (held.expiresAt === null || at < held.expiresAt) points.active += held.points;
  }
  return points;
}

export const byViolation = <E extends { violationId: string }>(entries: readonly E[]): Map<string, E[]> =>
  groupBy(entries, ({ violationId }) => violationId);

/** The entry needed to bring a violation's entries to its weight; null if none is needed. */
export function missingEntry(
  violation: ViolationFacts,
  weight: Weight | undefined,
  written: readonly Entry[],
  at: number,
): Entry | null {
  const held = hold(written);
  const line = (kind: PointsEntryKind, points: number, provisional: boolean, expiresAt: number | null): Entry => ({
    violationId: violation.id,
    kind,
    points,
    provisional,
    level: weight?.level ?? written.at(-1)?.level ?? violation.level,
    at,
    expiresAt,
  });
  if (!weight) {
    if (written.length === 0 || held.kinds.has("REVERSED")) return null;
    return line("REVERSED", -held.points, held.provisional, held.expiresAt);
  }
  const { expiresAt } = weight;
  const counts = violation.step !== null;
  if (counts && (held.provisional || written.length === 0)) return line("COUNTED", weight.full, false, expiresAt);
  if (!counts && written.length === 0) return line("PROVISIONAL", weight.full, true, null);
  const due = violation.promptlyRemediedAt === null ? weight.full : weight.rewarded;
  if (due === held.points && expiresAt === held.expiresAt) return null;
  const rewarded = due === weight.rewarded && held.points === weight.full && expiresAt === held.expiresAt;
  return line(rewarded ? "HALVED" : "RECOUNTED", due - held.points, held.provisional, expiresAt);
}
