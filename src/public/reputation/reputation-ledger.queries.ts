import type { Severity } from "../../case/complaints/case-enums.types";
import type { Reader } from "../../platform/database/reader";
import { raw, sql, type Sql } from "../../platform/database/sql";
import { DAY } from "../../platform/time";
import { Recount, type Place } from "./reputation-ledger.pure";
import { ReputationInput } from "./reputation-input.entity";
import type { Formula, Totals } from "./reputation.pure";

const PAGE = 1_000;

/** The place of one more order, or case, of this consumer; null when it may not count. Reads no more of them than may count at all. */
export async function placeAmong(
  reader: Reader,
  {
    providerId,
    kind,
    consumerId,
    agesFrom,
  }: Pick<ReputationInput, "providerId" | "kind" | "agesFrom"> & { consumerId: string },
  { orders }: Formula,
): Promise<Place> {
  const near = orders.days * DAY;
  const alike = raw(kind === "ORDER_COMPLETED" ? "kind = 'ORDER_COMPLETED'" : "kind <> 'ORDER_COMPLETED'");
  const counted = await reader.query(
    sql`SELECT DISTINCT source_id FROM reputation_input WHERE provider_id = ${providerId} AND consumer_id = ${consumerId} AND counted = 1 AND ages_from > ${agesFrom - near} AND ages_from < ${agesFrom + near}
     AND ${alike} LIMIT ${orders.most}`,
  );
  return counted.length < orders.most ? counted.length : null;
}

export const placeOf = ({ counted, place }: Pick<ReputationInput, "counted" | "place">): Place =>
  counted ? place : null;

/** All lines of one case (or order), in order: a handful. */
export const linesOf = (reader: Reader, sourceId: string): Promise<ReputationInput[]> =>
  reader.find(ReputationInput, { sourceId }, "ORDER BY number");

/** The lines that are neither taken back nor take anything back. */
export function standingLines(lines: readonly ReputationInput[]): ReputationInput[] {
  const takenBack = new Set(lines.map(({ takesBackId }) => takesBackId));
  return lines.filter(({ id, takesBackId }) => takesBackId === null && !takenBack.has(id));
}

/** The latest line that counted by then. */
export async function lastLineBy(reader: Reader, providerId: string, at: number): Promise<ReputationInput | null> {
  const [last] = await reader.select(
    ReputationInput,
    sql`FROM reputation_input t WHERE t.provider_id = ${providerId} AND t.known_at <= ${at}
     ORDER BY t.known_at DESC, t.number DESC LIMIT 1`,
  );
  return last ?? null;
}

/** The totals of the lines up to a moment, computed from the lines alone. */
export async function recompute(
  reader: Reader,
  providerId: string,
  formula: Formula,
  asOf: number,
  onLine: (line: ReputationInput, place: Place) => void = () => undefined,
): Promise<Totals> {
  const recount = new Recount(formula, asOf);
  for (let last = 0, page: ReputationInput[]; ; last = page.at(-1)?.number ?? last) {
    page = await pageOfLines(reader, providerId, last, asOf);
    for (const line of page) onLine(line, recount.add(line));
    if (page.length < PAGE) return recount.totals;
  }
}

async function pageOfLines(
  reader: Reader,
  providerId: string,
  after: number,
  asOf: number,
): Promise<ReputationInput[]> {
  return reader.select(
    ReputationInput,
    sql`FROM reputation_input t WHERE t.provider_id = ${providerId} AND t.number > ${after} AND t.known_at <= ${asOf}
     ORDER BY t.number LIMIT ${PAGE}`,
  );
}

/** The severity with which a ruling's violations counted at a moment, and the rule that was broken most gravely; null when none counted. */
export async function gravestOf(
  reader: Reader,
  rulingId: string,
  at: number,
): Promise<{ level: Severity; cause: string | null } | null> {
  const rows = await reader.query<{ level: Severity; rule_code: string | null }>(
    `SELECT v.level, f.rule_code FROM violation v LEFT JOIN ruling_finding f ON f.id = v.finding_id
     WHERE v.ruling_id = ? AND v.counted_at <= ? AND (v.reversed_at IS NULL OR v.reversed_at > ?)
     ORDER BY v.level DESC, v.id`,
    [rulingId, at, at],
  );
  if (!rows[0]) return null;
  return { level: rows[0].level, cause: rows.find(({ rule_code: code }) => code !== null)?.rule_code ?? null };
}

/** Providers whose stored figures are from another formula or a day old. Each arm walks its own index. */
export async function dueReputations(reader: Reader, now: number, version: number, limit: number): Promise<string[]> {
  const arm = (condition: Sql, by: string): Sql =>
    sql`SELECT * FROM (SELECT provider_id FROM provider_reputation WHERE ${condition} ORDER BY ${raw(by)} LIMIT ${limit}) ${raw(`by_${by}`)}`;
  const rows = await reader.query<{ provider_id: string }>(
    sql`${arm(sql`formula_version < ${version}`, "formula_version")} UNION ${arm(sql`refresh_due_at <= ${now}`, "refresh_due_at")}`,
  );
  return rows.map(({ provider_id: id }) => id);
}
