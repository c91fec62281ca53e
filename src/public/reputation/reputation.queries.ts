import { batchLoader } from "../../market/listings/batch-loader";
import { loadRestrictions } from "../../market/listings/listing.queries";
import type { Reader } from "../../platform/database/reader";
import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { actingAt, actingOn } from "./acting.queries";
import { formulaAt } from "./formula.queries";
import { ReputationInput } from "./reputation-input.entity";
import { ProviderReputation } from "./provider-reputation.entity";
import { lastLineBy, recompute } from "./reputation-ledger.queries";
import { agedTo, noTotals } from "./reputation-ledger.pure";
import {
  capOf,
  isExpelled,
  isNew,
  partsOf,
  rankKeyOf,
  scoreOf,
  seriousCaseOf,
  shownScore,
  type Acting,
  type Formula,
  type Standing,
  type Totals,
} from "./reputation.pure";
import type { Reputation } from "./reputation.types";
import { seriousCases, seriousCasesOf } from "./serious-cases.queries";
import { UNVERIFIED, verifiedShareOf, verifiedShares } from "./verified-share.queries";

interface Kept {
  totals: Totals;
  lines: number;
}

const loadVerified = batchLoader((ctx, providerIds) => verifiedShares(ctx.db, providerIds, ctx.now()));
const loadSerious = batchLoader((ctx, providerIds) => seriousCases(ctx.db, providerIds, ctx.now()));

/** The present reputation, from the stored totals; loads a whole list at once. */
export async function reputationNow(ctx: Context, providerId: string): Promise<Reputation> {
  const now = ctx.now();
  const formula = await formulaAt(ctx.db, now);
  const [[row], restrictions, known, serious] = await Promise.all([
    ctx.loaders.manyBy(ProviderReputation, "providerId", providerId, ""),
    loadRestrictions(ctx, providerId),
    loadVerified(ctx, providerId),
    loadSerious(ctx, providerId),
  ]);
  const kept = row
    ? await underFormula(ctx.db, providerId, formula, now, { ...row, lines: row.inputs })
    : { totals: noTotals(now), lines: 0 };
  const { share: verified, isSuspended } = known ?? UNVERIFIED;
  const standing = { ...agedTo(kept.totals, now, formula), verified, serious: serious ?? [] };
  const acting = actingOn(restrictions?.acting ?? [], isSuspended);
  return toReputation(providerId, formula, standing, acting, kept.lines);
}

/** The reputation as known at a moment in the past: lines that began to count or were taken back later are left out. */
export async function reputationAsOf(ctx: Context, providerId: string, asOf: number): Promise<Reputation> {
  if (asOf > ctx.now()) throw new Refusal("BAD_USER_INPUT", { reason: "reputation.future", field: "asOf" });
  const formula = await formulaAt(ctx.db, asOf);
  const { share: verified, isSuspended } = await verifiedShareOf(ctx.db, providerId, asOf);
  const [last, acting, serious] = await Promise.all([
    lastLineBy(ctx.db, providerId, asOf),
    actingAt(ctx.db, providerId, asOf, isSuspended),
    seriousCasesOf(ctx.db, providerId, asOf),
  ]);
  const kept = last
    ? await underFormula(ctx.db, providerId, formula, asOf, { ...last, lines: last.number })
    : { totals: noTotals(asOf), lines: 0 };
  const standing = { ...agedTo(kept.totals, asOf, formula), verified, serious };
  return toReputation(providerId, formula, standing, acting, kept.lines);
}

/**
 * Between a change of the formula and the ledger's next line the stored totals are the former formula's. The next line has the totals
 * of the same lines under the new one; only until then are they computed here.
 */
async function underFormula(
  reader: Reader,
  providerId: string,
  formula: Formula,
  at: number,
  { totals, lines, formulaVersion }: Kept & { formulaVersion: number },
): Promise<Kept> {
  if (formulaVersion === formula.version) return { totals, lines };
  const next = await reader.findOne(ReputationInput, { providerId, number: lines + 1 });
  if (next?.kind === "FORMULA_CHANGED" && next.formulaVersion === formula.version)
    return { totals: next.totals, lines };
  return { totals: await recompute(reader, providerId, formula, at), lines };
}

function toReputation(
  providerId: string,
  formula: Formula,
  standing: Standing,
  acting: Acting[],
  lines: number,
): Reputation {
  const parts = partsOf(standing, formula);
  const score = shownScore(standing, acting, formula);
  const uncapped = scoreOf(parts, formula);
  const cap = capOf(acting, formula);
  return {
    asOf: standing.at,
    score,
    uncappedScore: score === null ? null : uncapped,
    label: isExpelled(acting) ? "HIDDEN" : isNew(standing, formula) ? "NEW" : "RATED",
    // Of two caps, the lower one holds the score down.
    cappedBy: cap !== null && score !== null && score < uncapped && score === formula.caps[cap] ? cap : null,
    seriousCase: seriousCaseOf(standing),
    rankKey: rankKeyOf(standing, formula),
    parts,
    formulaVersion: formula.version,
    providerId,
    formula,
    standing,
    acting,
    lines,
  };
}
