import { randomUUID } from "node:crypto";
import type { Database } from "../../platform/database/database";
import { newId } from "../../platform/ids";
import { pointRulesAt } from "../points/point-rules.queries";
import type { RulesAt } from "../points/points.pure";
import { Provider } from "../../market/providers/provider.entity";
import { readHistory } from "./past-rulings.queries";
import {
  changesOf,
  replayHistory,
  wouldChange,
  type History,
  type ReplayedHistory,
  type RulingUnderDraft,
} from "./replay.pure";
import { noTotals, type ReplayTotals } from "./replay-report.types";
import { addUp, totalsOf } from "./replay-totals.pure";
import { ReplayedProvider } from "./replayed-provider.entity";
import { ReplayedRuling } from "./replayed-ruling.entity";
import type { RuleReplay } from "./rule-replay.entity";

/** Rows per insert. */
const BATCH = 100;

/** One attempt at a replay. Its rows become the result only when the replay names this run. */
export class ReplayRun {
  readonly id = randomUUID();
  totals: ReplayTotals = noTotals();
  private number = 0;

  constructor(
    private readonly database: Database,
    private readonly replay: RuleReplay,
    private readonly versionIds: readonly string[],
    private readonly at: number,
  ) {}

  /** Reads one provider's history, computes what it would be, and writes the differences. */
  async tryAgain(providerId: string): Promise<void> {
    const { history, rulesAt } = await this.read(providerId);
    const replayed = replayHistory(history, this.replay, rulesAt, this.at);
    const totals = totalsOf(replayed.rulings);
    if (totals.rulings === 0) return; // reversed since the providers were counted
    const different = replayed.rulings.filter((ruling) => changesOf(ruling).length > 0);
    const rows = different.map((ruling) => this.toRow(providerId, ruling));
    for (let from = 0; from < rows.length; from += BATCH)
      await this.database.transact(async (tx) => tx.insert(ReplayedRuling, ...rows.slice(from, from + BATCH)));
    const row = this.toProviderRow(providerId, replayed, totals);
    await this.database.transact(async (tx) => tx.insert(ReplayedProvider, row));
    this.totals = addUp(this.totals, totals);
  }

  /** Under the provider's lock, under which all of it changes, so that a case's effects are never read half done. */
  private read(providerId: string): Promise<{ history: History; rulesAt: RulesAt }> {
    return this.database.transact(async (tx) => {
      await tx.lock(Provider, providerId);
      const history = await readHistory(tx, providerId, this.versionIds, this.replay);
      const times = history.violations.map(({ countedAt, foundAt }) => countedAt ?? foundAt);
      return { history, rulesAt: await pointRulesAt(tx, times) };
    });
  }

  private toRow(providerId: string, ruling: RulingUnderDraft): Partial<ReplayedRuling> {
    const { rulingId, findings, measuresNotAllowed, measuresNewlyAllowed, before, after } = ruling;
    const changes = changesOf(ruling);
    return {
      id: newId(ReplayedRuling),
      replayId: this.replay.id,
      run: this.id,
      number: (this.number += 1),
      providerId,
      rulingId,
      tried: ruling.tried,
      changes,
      changed: wouldChange(changes),
      findings,
      measuresNotAllowed,
      measuresNewlyAllowed,
      pointsBefore: before.points,
      pointsAfter: after.points,
      penaltiesBefore: before.penalties,
      penaltiesAfter: after.penalties,
    };
  }

  private toProviderRow(
    providerId: string,
    { activeBefore, activeAfter }: ReplayedHistory,
    { rulings, changed, otherRulings, newPenalties, gonePenalties }: ReplayTotals,
  ): Partial<ReplayedProvider> {
    return {
      id: newId(ReplayedProvider),
      replayId: this.replay.id,
      run: this.id,
      providerId,
      rulings,
      changed,
      otherRulings,
      activeBefore,
      activeAfter,
      newPenalties,
      gonePenalties,
    };
  }
}
