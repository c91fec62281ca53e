import { SYSTEM } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { HouseRules } from "../../house-rules/house-rules";
import { restrictionsOf } from "../../market/listings/restrictions";
import { HOUR } from "../../platform/time";
import { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { formulaAt } from "./formula.queries";
import { ProviderReputation } from "./provider-reputation.entity";
import { actingOn } from "./acting.queries";
import { linesOf, placeAmong, placeOf } from "./reputation-ledger.queries";
import { recountLedger } from "./recount-ledger";
import { after, agedTo, noTotals, type Place } from "./reputation-ledger.pure";
import { ReputationInput } from "./reputation-input.entity";
import { isNew, partsOf, rankKeyOf, scoreOf, seriousCapOf, shownScore, type Formula } from "./reputation.pure";
import { seriousCasesOf } from "./serious-cases.queries";
import { triedRankKey } from "./newcomers.queries";
import { verifiedShareOf } from "./verified-share.queries";

type NewLine = Pick<ReputationInput, "kind" | "sourceId" | "agesFrom"> &
  Partial<Pick<ReputationInput, "level" | "cause" | "rulingId" | "consumerId" | "worth" | "fresh" | "often">>;

/** A provider's ledger under the provider's lock: new lines, and the totals. An event costs the same whatever came before. */
export class ReputationLedger {
  private constructor(
    private readonly tx: Tx,
    private readonly provider: Provider,
    private readonly row: ProviderReputation,
    private readonly formula: Formula,
    private isStored: boolean,
  ) {}

  static async open(tx: Tx, providerId: string): Promise<ReputationLedger> {
    const provider = await tx.lock(Provider, providerId);
    if (!provider) throw new Error(`provider ${providerId} not found`);
    const formula = await formulaAt(tx, tx.now);
    const stored = await tx.findOne(ProviderReputation, { providerId });
    const ledger = new ReputationLedger(tx, provider, stored ?? blank(provider, formula), formula, stored !== null);
    if (ledger.row.formulaVersion !== formula.version) await ledger.recount();
    return ledger;
  }

  /** `knownAt`: when it began to count. */
  async add(line: NewLine, knownAt: number): Promise<void> {
    const place = line.consumerId ? await this.placeOf(line, line.consumerId) : null;
    this.append({ ...line, counted: place !== null, place: place ?? 0 }, knownAt);
  }

  takeBack(line: ReputationInput, knownAt: number): void {
    const { kind, level, cause, sourceId, rulingId, consumerId, agesFrom, counted, place, worth, fresh, often, id } =
      line;
    const same = { kind, level, cause, sourceId, rulingId, consumerId, agesFrom, counted, place, worth, fresh, often };
    this.append({ ...same, takesBackId: id }, knownAt);
  }

  /** Stores the totals at this moment, and records a public event when the score shown has moved far enough. */
  async save(): Promise<void> {
    const { tx, row, formula } = this;
    const rules = await HouseRules.inForce(tx, tx.now);
    const { share: verified, isSuspended } = await verifiedShareOf(tx, row.providerId, tx.now);
    const now = {
      ...agedTo(row.totals, tx.now, formula),
      verified,
      serious: await seriousCasesOf(tx, row.providerId, tx.now),
    };
    // Nothing is known of it, and nothing bad.
    const isTried = isNew(now, formula) && now.faults === 0 && now.serious.length === 0;
    row.rankKey = isTried ? await triedRankKey(tx, row.providerId, tx.now) : Math.round(rankKeyOf(now, formula) * 1e6);
    row.score = isNew(now, formula)
      ? null
      : hundredths(Math.min(scoreOf(partsOf(now, formula), formula), seriousCapOf(now, formula)));
    row.updatedAt = tx.now;
    row.refreshDueAt =
      row.inputs === 0 && !isTried ? null : tx.now + rules.number("reputation.refresh", "hours") * HOUR;
    const { acting } = await restrictionsOf(tx, row.providerId, tx.now);
    this.tell(shownScore(now, actingOn(acting, isSuspended), formula), rules.number("reputation.told", "points"));
    this.store();
  }

  /** A case keeps the place that it was given first, whatever is said of it later. An order has one line. */
  private async placeOf({ kind, sourceId, agesFrom }: NewLine, consumerId: string): Promise<Place> {
    const lines = kind === "ORDER_COMPLETED" ? [] : await linesOf(this.tx, sourceId);
    const first = lines.find((line) => line.consumerId !== null);
    if (first) return placeOf(first);
    return placeAmong(this.tx, { providerId: this.provider.id, kind, consumerId, agesFrom }, this.formula);
  }

  private append(
    line: NewLine & Pick<ReputationInput, "counted" | "place"> & { takesBackId?: string },
    at: number,
  ): void {
    const { row, formula } = this;
    const knownAt = Math.max(at, row.totals.at);
    const none = { level: null, cause: null, rulingId: null, consumerId: null, takesBackId: null };
    const filled = { ...none, worth: null, fresh: false, often: false, ...line };
    row.totals = after(row.totals, filled, placeOf(filled), knownAt, formula);
    row.inputs += 1;
    this.tx.insert(ReputationInput, {
      id: newId(ReputationInput),
      providerId: this.provider.id,
      number: row.inputs,
      ...filled,
      knownAt,
      totals: row.totals,
      formulaVersion: formula.version,
    });
  }

  /** Runs once for each provider when the formula changes; nothing else reads a whole ledger. */
  private async recount(): Promise<void> {
    const { tx, row, formula } = this;
    row.totals = await recountLedger(tx, row.providerId, formula, tx.now);
    row.formulaVersion = formula.version;
    if (row.inputs > 0)
      this.append(
        { kind: "FORMULA_CHANGED", sourceId: row.providerId, agesFrom: tx.now, counted: false, place: 0 },
        tx.now,
      );
  }

  private tell(shown: number | null, points: number): void {
    const { tx, row, provider } = this;
    const score = shown === null ? null : hundredths(shown);
    const before = row.toldScore;
    const moved = score === null || before === null ? score !== before : Math.abs(score - before) >= points * 100;
    if (!moved) return;
    row.toldScore = score;
    const data = { score: score === null ? null : score / 100, before: before === null ? null : before / 100 };
    recordOnProvider(tx, provider, "REPUTATION_CHANGED", SYSTEM, "PUBLIC", data);
  }

  private store(): void {
    const { tx, row } = this;
    if (!this.isStored) tx.insert(ProviderReputation, row);
    else
      tx.execute(
        `UPDATE provider_reputation SET totals = ?, inputs = ?, rank_key = ?, score = ?, told_score = ?, formula_version = ?,
           updated_at = ?, refresh_due_at = ? WHERE provider_id = ?`,
        [
          JSON.stringify(row.totals),
          row.inputs,
          row.rankKey,
          row.score,
          row.toldScore,
          row.formulaVersion,
          row.updatedAt,
          row.refreshDueAt,
          row.providerId,
        ],
      );
    this.isStored = true;
  }
}

const hundredths = (score: number): number => Math.round(score * 100);

const blank = ({ id, createdAt }: Provider, { version }: Formula): ProviderReputation => ({
  providerId: id,
  totals: noTotals(createdAt),
  inputs: 0,
  rankKey: 0,
  score: null,
  toldScore: null,
  formulaVersion: version,
  updatedAt: createdAt,
  refreshDueAt: null,
});
