import type { Reader } from "../../platform/database/reader";
import { passing, sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import { countOf, keysetQuery, named, toPage } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { HouseRules } from "../../house-rules/house-rules";
import type { ReputationPart } from "./reputation-enums.types";
import { contributionOf, plus, weightAt, type Contribution } from "./reputation-ledger.pure";
import { placeOf, standingLines } from "./reputation-ledger.queries";
import { ReputationInput } from "./reputation-input.entity";
import { partsOf, scoreOf } from "./reputation.pure";
import type { ReputationInputNode } from "./reputation-input.types";
import type { Reputation, ReputationCause } from "./reputation.types";

type Of = Pick<Reputation, "providerId" | "lines" | "asOf" | "formula" | "standing" | "score">;

/** The ledger up to the reputation's moment, the latest line first. */
export async function listInputs(ctx: Context, of: Of, args: PageArgs): Promise<Page<ReputationInputNode>> {
  const { sealer } = ctx.services;
  const keyset = named("reputation_input", {
    where: sql`t.provider_id = ${of.providerId} AND t.number <= ${passing(of.lines)}`,
    by: "number",
    direction: "DESC",
    unique: true,
  });
  const walk = keysetQuery<ReputationInputNode>(sealer, args, keyset, "number");
  const lines = await ctx.db.select(ReputationInput, sql`FROM reputation_input t ${walk}`);
  const nodes = lines.map((line) => toNode(line, of));
  const count = countOf(ctx.db, () => sql`SELECT 1 FROM reputation_input t WHERE ${keyset.where}`);
  return toPage(sealer, args, keyset, nodes, count);
}

function toNode(line: ReputationInput, { asOf, formula, standing, score }: Of): ReputationInputNode {
  const { providerId, number, kind, level, consumerId, agesFrom, counted, takesBackId } = line;
  const contribution = contributionOf(line, placeOf(line), formula);
  const weight = weightAt(agesFrom, asOf, formula);
  const opposite = Object.fromEntries(Object.entries(contribution).map(([sum, value]) => [sum, -value]));
  const without = plus(standing, opposite, agesFrom, formula);
  const uncapped = (state: typeof standing): number => scoreOf(partsOf(state, formula), formula);
  return {
    // The line's own id would reveal to the millisecond when it was written.
    id: `${providerId}/${number}`,
    number,
    kind,
    level,
    weight,
    line,
    asOf,
    part: partOf(kind),
    counts: consumerId === null || counted,
    takesBack: takesBackId !== null,
    contribution: weight * valueOf(contribution),
    effect: score === null ? null : uncapped(standing) - uncapped(without),
  };
}

/** For kinds measured as a share, the favourable part; for the others, the amount itself. */
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

/** The latest broken promises that have not been taken back: those that weigh most. */
async function latestFaults(reader: Reader, of: Of, kind: "UPHELD" | "SETTLED"): Promise<ReputationInput[]> {
  const rules = await HouseRules.inForce(reader, of.asOf);
  const rows = await reader.select(
    ReputationInput,
    sql`FROM reputation_input t WHERE t.provider_id = ${of.providerId} AND t.kind = ${kind} AND t.number <= ${of.lines}
     ORDER BY t.number DESC LIMIT ${rules.number("reputation.causes", "cases")}`,
  );
  return standingLines(rows);
}

const weighs = (line: ReputationInput, { asOf, formula }: Of): number =>
  (contributionOf(line, null, formula).faults ?? 0) * weightAt(line.agesFrom, asOf, formula);

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
