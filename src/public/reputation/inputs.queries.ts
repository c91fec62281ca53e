import type { Reader } from "../../platform/database/reader";
import { keysetQuery, toPage, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { HouseRules } from "../../house-rules/house-rules";
import type { ReputationPart } from "./reputation-enums.types";
import { contributionOf, plus, weightAt, type Contribution } from "./reputation-ledger.pure";
import { standingLines } from "./reputation-ledger.queries";
import { ReputationInput } from "./reputation-input.entity";
import { partsOf, scoreOf } from "./reputation.pure";
import type { ReputationInputNode } from "./reputation-input.types";
import type { Reputation, ReputationCause } from "./reputation.types";

type Of = Pick<Reputation, "providerId" | "lines" | "asOf" | "formula" | "standing" | "score">;

/** The latest first: the ledger up to the reputation's moment. */
export async function listInputs(ctx: Context, of: Of, args: PageArgs): Promise<Page<ReputationInputNode>> {
  const keyset = {
    name: `inputs of ${of.providerId}`,
    where: "t.provider_id = ? AND t.number <= ?",
    params: [of.providerId, of.lines],
    by: "number",
    direction: "DESC",
    unique: true,
  } as const;
  const mapper = ctx.db.mapper(ReputationInput);
  const { sql, params } = keysetQuery<ReputationInputNode>(ctx.services.sealer, args, keyset, "number");
  const rows = await ctx.db.query(`SELECT ${mapper.select("t")} FROM reputation_input t ${sql}`, params);
  return toPage(
    ctx.services.sealer,
    args,
    keyset,
    rows.map((row) => toNode(mapper.hydrate(row), of)),
  );
}

function toNode(line: ReputationInput, { asOf, formula, standing, score }: Of): ReputationInputNode {
  const { providerId, number, kind, level, agesFrom, counted, takesBackId } = line;
  const contribution = contributionOf(line, counted, formula);
  const weight = weightAt(agesFrom, asOf, formula);
  const opposite = Object.fromEntries(Object.entries(contribution).map(([sum, value]) => [sum, -value]));
  const without = plus(standing, opposite, agesFrom, formula);
  const uncapped = (state: typeof standing): number => scoreOf(partsOf(state, formula), formula);
  return {
    // The line's own id would tell to the millisecond when it was written.
    id: `${providerId}/${number}`,
    ...{ number, kind, level, weight, line, asOf },
    part: partOf(kind),
    counts: kind !== "ORDER_COMPLETED" || counted,
    takesBack: takesBackId !== null,
    contribution: weight * valueOf(contribution),
    effect: score === null ? null : uncapped(standing) - uncapped(without),
  };
}

/** Of what is asked about, the good that was answered; of the rest, itself. */
const valueOf = ({ orders, faults, answered, solved }: Contribution): number =>
  orders ?? faults ?? answered ?? solved ?? 0;

function partOf(kind: ReputationInput["kind"]): ReputationPart | null {
  switch (kind) {
    case "ORDER_COMPLETED":
      return "ORDERS";
    case "UPHELD":
    case "SETTLED":
      return "FAULTS";
    case "ANSWERED":
    case "UNANSWERED":
      return "ANSWERED";
    case "SOLVED":
    case "PARTLY_SOLVED":
    case "NOT_SOLVED":
      return "SOLVED";
    case "FORMULA_CHANGED":
      return null;
  }
}

/** Broken promises that are not taken back, the latest ones: those that weigh. */
async function latestFaults(reader: Reader, of: Of, kind: "UPHELD" | "SETTLED"): Promise<ReputationInput[]> {
  const rules = await HouseRules.inForce(reader, of.asOf);
  const mapper = reader.mapper(ReputationInput);
  const rows = await reader.query(
    `SELECT ${mapper.select("t")} FROM reputation_input t WHERE t.provider_id = ? AND t.kind = '${kind}' AND t.number <= ?
     ORDER BY t.number DESC LIMIT ${rules.number("reputation.causes", "cases")}`,
    [of.providerId, of.lines],
  );
  return standingLines(rows.map((row) => mapper.hydrate(row)));
}

const weighs = (line: ReputationInput, { asOf, formula }: Of): number =>
  (contributionOf(line, false, formula).faults ?? 0) * weightAt(line.agesFrom, asOf, formula);

export async function topCauses(reader: Reader, of: Of): Promise<ReputationCause[]> {
  const rules = await HouseRules.inForce(reader, of.asOf);
  const byCode = new Map<string, { cases: number; faults: number }>();
  for (const line of await latestFaults(reader, of, "UPHELD")) {
    if (line.cause === null) continue;
    const { cases, faults } = byCode.get(line.cause) ?? { cases: 0, faults: 0 };
    byCode.set(line.cause, { cases: cases + 1, faults: faults + weighs(line, of) });
  }
  return [...byCode]
    .sort(([, a], [, b]) => b.faults - a.faults)
    .slice(0, rules.number("reputation.causes", "shown"))
    .map(([ruleCode, { cases, faults }]) => ({ ruleCode, cases, share: Math.min(1, faults / of.standing.faults) }));
}

/** Since when the broken promise that weighs most does so; null when none does. */
export async function heaviestFaultSince(reader: Reader, of: Of): Promise<number | null> {
  const [upheld, settled] = await Promise.all([
    latestFaults(reader, of, "UPHELD"),
    latestFaults(reader, of, "SETTLED"),
  ]);
  const [heaviest] = [...upheld, ...settled].sort((a, b) => weighs(b, of) - weighs(a, of));
  return heaviest?.agesFrom ?? null;
}
