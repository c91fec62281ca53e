import { Penalty } from "../penalties/penalty.entity";
import type { Reader } from "../../platform/database/reader";
import { list, sql, type Sql } from "../../platform/database/sql";
import { Violation } from "../points/violation.entity";
import { RuleVersion } from "../rules/rule-version.entity";
import type { Severity } from "../../case/complaints/case-enums.types";
import type { PlannedMeasures } from "../rulings/planned-measures.types";
import type { History, PastRuling } from "./replay.pure";
import type { RuleReplay } from "./rule-replay.entity";

export interface ConcernedProvider {
  providerId: string;
  rulings: number;
}

type Period = Pick<RuleReplay, "decidedFrom" | "decidedBefore">;

/** Rulings in force today, decided in the period. */
const standsIn = ({ decidedFrom, decidedBefore }: Period): Sql =>
  sql`r.status = 'ISSUED' AND r.decided_at >= ${decidedFrom} AND r.decided_at < ${decidedBefore}`;

/** The providers whose rulings cite any of these versions, and how many do. One row per provider: the rest is read when it is processed. */
export async function concernedProviders(
  reader: Reader,
  versionIds: readonly string[],
  period: Period,
): Promise<ConcernedProvider[]> {
  if (versionIds.length === 0) return [];
  return reader.query<ConcernedProvider>(
    sql`SELECT r.provider_id AS providerId, COUNT(DISTINCT r.id) AS rulings FROM ruling_finding f JOIN ruling r ON r.id = f.ruling_id
     WHERE f.rule_version_id IN (${list(versionIds)}) AND ${standsIn(period)} GROUP BY r.provider_id ORDER BY r.provider_id`,
  );
}

/** Everything that determines a provider's points and penalties. Read it under the provider's lock, under which all of it changes. */
export async function readHistory(
  reader: Reader,
  providerId: string,
  versionIds: readonly string[],
  period: Period,
): Promise<History> {
  const orders = await reader.find(Penalty, { providerId, cause: "RULING" }, "ORDER BY id");
  return {
    rulings: await readRulings(reader, providerId, versionIds, period),
    violations: await reader.find(Violation, { providerId }, "ORDER BY id"),
    orders: orders.filter(({ status }) => status !== "REVERSED"),
  };
}

interface FindingRow {
  ruling_id: string;
  measures: string;
  finding_id: string;
  severity: Severity | null;
  rule_version_id: string;
}

async function readRulings(
  reader: Reader,
  providerId: string,
  versionIds: readonly string[],
  period: Period,
): Promise<PastRuling[]> {
  const rows = await reader.query<FindingRow>(
    sql`SELECT r.id AS ruling_id, r.measures, f.id AS finding_id, f.severity, f.rule_version_id
     FROM ruling r JOIN ruling_finding f ON f.ruling_id = r.id
     WHERE r.provider_id = ${providerId} AND ${standsIn(period)}
       AND EXISTS (SELECT 1 FROM ruling_finding g WHERE g.ruling_id = r.id AND g.rule_version_id IN (${list(versionIds)}))
     ORDER BY r.decided_at, r.id, f.id`,
  );
  const cited = await reader.find(RuleVersion, { id: [...new Set(rows.map((row) => row.rule_version_id))] });
  const versions = new Map(cited.map((version) => [version.id, version]));
  const rulings = new Map<string, PastRuling & { findings: PastRuling["findings"][number][] }>();
  for (const row of rows) {
    const version = versions.get(row.rule_version_id);
    if (!version) throw new Error(`rule version ${row.rule_version_id} not found`);
    const ruling = rulings.get(row.ruling_id) ?? { id: row.ruling_id, findings: [], ordered: orderedBy(row) };
    ruling.findings.push({ id: row.finding_id, severity: row.severity, cited: version });
    rulings.set(ruling.id, ruling);
  }
  return [...rulings.values()];
}

const orderedBy = ({ measures }: FindingRow): PastRuling["ordered"] =>
  (JSON.parse(measures) as PlannedMeasures).penalties.map(({ kind }) => kind);
