import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import type { HouseRules } from "../../house-rules/house-rules";
import type { PlannedMeasures } from "./planned-measures.types";
import { compare, mattersOf, type Comparison, type Matter, type Measure } from "./precedent.pure";
import { severityOf, type DecidedCase, type Decision } from "./decision-check.pure";

export type PrecedentComparison = Matter & Comparison;

export interface ComparedDecision {
  decision: Pick<Decision, "findings" | "penalties">;
  known: DecidedCase;
  /** The case being decided: its own earlier rulings are not precedents. */
  complaint: { id: string; currency: string };
}

/** How a decision's measures compare with those of past rulings on the same rule and level, for each of its gravest violations. */
export async function compareWithPrecedents(
  reader: Reader,
  rules: HouseRules,
  { decision, known, complaint }: ComparedDecision,
): Promise<PrecedentComparison[]> {
  const planned = decision.penalties.map(({ kind, amount, days }) => ({
    kind,
    amount: amount ?? null,
    days: days ?? null,
  }));
  const considered = rules.number("precedent.considered", "findings");
  const precedentRules = {
    least: rules.number("precedent.least", "rulings"),
    steps: rules.number("precedent.departure", "steps"),
    times: rules.number("precedent.departure", "times"),
  };
  return Promise.all(
    mattersOf(violationsOf(decision.findings, known)).map(async (matter) => {
      const precedents = await readPrecedents(reader, matter, complaint, considered);
      return { ...matter, ...compare(planned, precedents, precedentRules) };
    }),
  );
}

function violationsOf(findings: Decision["findings"], known: DecidedCase): Matter[] {
  return findings.flatMap((finding) => {
    const severity = severityOf(finding, known);
    const ruleCode = known.ruleVersions.find(({ id }) => id === finding.ruleVersionId)?.code;
    return severity === null || ruleCode === undefined ? [] : { ruleCode, severity };
  });
}

/** Reads the latest findings of the matter by an index, however many there are. A ruling counts once. */
async function readPrecedents(
  reader: Reader,
  { ruleCode, severity }: Matter,
  { id, currency }: ComparedDecision["complaint"],
  considered: number,
): Promise<Measure[][]> {
  const rows = await reader.query<{ id: string; measures: string }>(
    sql`SELECT r.id, r.measures FROM ruling_finding f JOIN ruling r ON r.id = f.ruling_id
     WHERE f.rule_code = ${ruleCode} AND f.severity = ${severity} AND r.status = 'ISSUED' AND r.complaint_id <> ${id}
     ORDER BY f.id DESC LIMIT ${considered}`,
  );
  return [...new Map(rows.map((row) => [row.id, row.measures])).values()].map((measures) =>
    (JSON.parse(measures) as PlannedMeasures).penalties.map(({ kind, amount, days }) => ({
      kind,
      amount: amount?.currency === currency ? amount.amount : null,
      days,
    })),
  );
}
