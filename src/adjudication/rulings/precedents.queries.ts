import { LRUCache } from "lru-cache";
import { atMost } from "../../platform/at-most";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import type { HouseRules } from "../../house-rules/house-rules";
import type { PlannedMeasures, PlannedPenalty } from "./planned-measures.types";
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

type Ordered = readonly Pick<PlannedPenalty, "kind" | "amount" | "days">[];

const MOST_REMEMBERED = 10_000;

/** What past rulings of a database ordered, which never changes: hundreds are compared with each decision, and their texts are long. */
class Practice {
  private readonly known = new LRUCache<string, Ordered>(atMost(MOST_REMEMBERED));
  /** Whatever was written later is not known yet. */
  latest = "";

  private static readonly of = new WeakMap<object, Practice>();

  static in({ source }: Reader): Practice {
    let practice = Practice.of.get(source);
    if (!practice) Practice.of.set(source, (practice = new Practice()));
    return practice;
  }

  /** `rows`: the rulings, each once; with the measures of those that are later than the latest. */
  async orderedBy(reader: Reader, rows: readonly Row[]): Promise<Ordered[]> {
    const found = new Map<string, Ordered>();
    const missing: string[] = [];
    for (const { id, measures } of rows) {
      const ordered = this.known.get(id) ?? (measures === null ? undefined : this.keep(id, measures));
      if (ordered) found.set(id, ordered);
      else missing.push(id);
    }
    const others =
      missing.length === 0
        ? []
        : await reader.query<Row & { measures: string }>(
            sql`SELECT id, measures FROM ruling WHERE id IN (${list(missing)})`,
          );
    for (const { id, measures } of others) found.set(id, this.keep(id, measures));
    return rows.map(({ id }) => found.get(id) ?? []);
  }

  private keep(id: string, measures: string): Ordered {
    const { penalties } = JSON.parse(measures) as PlannedMeasures;
    const ordered = penalties.map(({ kind, amount, days }) => ({ kind, amount, days }));
    this.known.set(id, ordered);
    if (id > this.latest) this.latest = id;
    return ordered;
  }
}

interface Row {
  id: string;
  measures: string | null;
}

/** Reads the latest findings of the matter by an index, however many there are. A ruling counts once. */
async function readPrecedents(
  reader: Reader,
  { ruleCode, severity }: Matter,
  { id, currency }: ComparedDecision["complaint"],
  considered: number,
): Promise<Measure[][]> {
  const practice = Practice.in(reader);
  const rows = await reader.query<Row>(
    sql`SELECT r.id, CASE WHEN r.id > ${practice.latest} THEN r.measures END AS measures
     FROM ruling_finding f JOIN ruling r ON r.id = f.ruling_id
     WHERE f.rule_code = ${ruleCode} AND f.severity = ${severity} AND r.status = 'ISSUED' AND r.complaint_id <> ${id}
     ORDER BY f.id DESC LIMIT ${considered}`,
  );
  const ordered = await practice.orderedBy(reader, [...new Map(rows.map((row) => [row.id, row])).values()]);
  return ordered.map((penalties) =>
    penalties.map(({ kind, amount, days }) => ({
      kind,
      amount: amount?.currency === currency ? amount.amount : null,
      days,
    })),
  );
}
