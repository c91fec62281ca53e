import { Penalty } from "../penalties/penalty.entity";
import type { Reader } from "../../platform/database/reader";
import type { SqlValue } from "../../platform/database/row-mapper";
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

/** Rulings as they stand today: issued, not taken back, and decided in the period. */
const STANDING = "r.status = 'ISSUED' AND r.decided_at >= ? AND r.decided_at < ?";
const inPeriod = ({ decidedFrom, decidedBefore }: Period): SqlValue[] => [decidedFrom, decidedBefore];
const places = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** Whose rulings cite any of these versions, and how many do. One line a provider: the rest is read when its turn comes. */
export async function concernedProviders(
  reader: Reader,
  versionIds: readonly string[],
  period: Period,
): Promise<ConcernedProvider[]> {
  if (versionIds.length === 0) return [];
  const rows = await reader.query<{ provider_id: string; rulings: number | string }>(
    `SELECT r.provider_id, COUNT(DISTINCT r.id) AS rulings FROM ruling_finding f JOIN ruling r ON r.id = f.ruling_id
     WHERE f.rule_version_id IN (${places(versionIds)}) AND ${STANDING} GROUP BY r.provider_id ORDER BY r.provider_id`,
    [...versionIds, ...inPeriod(period)],
  );
  return rows.map(({ provider_id: providerId, rulings }) => ({ providerId, rulings: Number(rulings) }));
}

/** Everything that a provider's points and penalties follow from. To be read under its lock, under which all of it changes. */
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
    `SELECT r.id AS ruling_id, r.measures, f.id AS finding_id, f.severity, f.rule_version_id
     FROM ruling r JOIN ruling_finding f ON f.ruling_id = r.id
     WHERE r.provider_id = ? AND ${STANDING}
       AND EXISTS (SELECT 1 FROM ruling_finding g WHERE g.ruling_id = r.id AND g.rule_version_id IN (${places(versionIds)}))
     ORDER BY r.decided_at, r.id, f.id`,
    [providerId, ...inPeriod(period), ...versionIds],
  );
  const cited = await reader.find(RuleVersion, { id: [...new Set(rows.map((row) => row.rule_version_id))] });
  const versions = new Map(cited.map((version) => [version.id, version]));
  const rulings = new Map<string, PastRuling & { findings: PastRuling["findings"][number][] }>();
  for (const row of rows) {
    const version = versions.get(row.rule_version_id);
    if (!version) throw new Error(`the rule version ${row.rule_version_id} is gone`);
    const ruling = rulings.get(row.ruling_id) ?? { id: row.ruling_id, findings: [], ordered: orderedBy(row) };
    ruling.findings.push({ id: row.finding_id, severity: row.severity, cited: version });
    rulings.set(ruling.id, ruling);
  }
  return [...rulings.values()];
}

const orderedBy = ({ measures }: FindingRow): PastRuling["ordered"] =>
  (JSON.parse(measures) as PlannedMeasures).penalties.map(({ kind }) => kind);
