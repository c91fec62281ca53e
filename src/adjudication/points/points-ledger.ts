import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { pointRulesAt } from "./point-rules.queries";
import { PointsEntry } from "./points-entry.entity";
import { weigh, type RulesAt } from "./points.pure";
import { activePoints, byViolation, missingEntry, type Points } from "./points-entries.pure";
import { firedThresholds, type Firing } from "./thresholds.pure";
import { Violation } from "./violation.entity";

/** A provider's violations and the ledger of its points. Changed only under the provider's lock. */
export class PointsLedger {
  private constructor(
    private readonly providerId: string,
    private readonly found: Violation[],
    private readonly entries: PointsEntry[],
    readonly rulesAt: RulesAt,
  ) {}

  /** `now`: a moment whose rules will be needed in addition to those of the violations. */
  static async read(reader: Reader, providerId: string, now: number): Promise<PointsLedger> {
    const [violations, entries] = await Promise.all([
      reader.find(Violation, { providerId }, "ORDER BY id"),
      reader.find(PointsEntry, { providerId }, "ORDER BY number"),
    ]);
    const times = violations.map(({ countedAt, foundAt }) => countedAt ?? foundAt);
    return new PointsLedger(providerId, violations, entries, await pointRulesAt(reader, [...times, now]));
  }

  get violations(): readonly Violation[] {
    return this.found;
  }

  /** Those that have been found since it was read, now. */
  add(violations: readonly Violation[]): void {
    this.found.push(...violations);
  }

  pointsAt(at: number): Points {
    return activePoints(this.entries, at);
  }

  get firings(): Firing[] {
    return firedThresholds(this.violations, this.rulesAt);
  }

  /** The next position in the order in which violations count. */
  get nextStep(): number {
    return 1 + Math.max(0, ...this.violations.map(({ step }) => step ?? 0));
  }

  /** Adds the lines by which the ledger differs from what every violation weighs now; returns how many. */
  writeMissing(tx: Tx): number {
    const weights = weigh(this.violations, this.rulesAt);
    const written = byViolation(this.entries);
    const before = this.entries.length;
    for (const violation of this.violations) {
      const lines = written.get(violation.id) ?? [];
      for (;;) {
        const entry = missingEntry(violation, weights.get(violation.id), lines, tx.now);
        if (!entry) break;
        const line = Object.assign(new PointsEntry(), entry, {
          id: newId(PointsEntry),
          providerId: this.providerId,
          number: this.entries.length + 1,
        });
        lines.push(line);
        this.entries.push(line);
      }
    }
    const added = this.entries.slice(before);
    tx.insert(PointsEntry, ...added);
    return added.length;
  }
}
