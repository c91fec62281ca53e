import type { Severity } from "../../case/complaints/case-enums.types";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { DAY } from "../../platform/time";
import { Recount } from "./reputation-ledger.pure";
import { ReputationInput } from "./reputation-input.entity";
import type { Formula, Totals } from "./reputation.pure";

const PAGE = 1_000;

/** May one more order of this consumer count? Looks at no more of them than may count at all. */
export async function hasAllowance(
  reader: Reader,
  { providerId, consumerId, agesFrom }: Pick<ReputationInput, "providerId" | "agesFrom"> & { consumerId: string },
  { orders }: Formula,
): Promise<boolean> {
  const near = orders.days * DAY;
  const counted = await reader.query(
    `SELECT id FROM reputation_input WHERE provider_id = ? AND consumer_id = ? AND counted = 1 AND ages_from > ? AND ages_from < ?
     LIMIT ${orders.most}`,
    [providerId, consumerId, agesFrom - near, agesFrom + near],
  );
  return counted.length < orders.most;
}

/** All lines of one case (or order), in their order: a handful. */
export const linesOf = (reader: Reader, sourceId: string): Promise<ReputationInput[]> =>
  reader.find(ReputationInput, { sourceId }, "ORDER BY number");

/** Those that are neither taken back nor take anything back. */
export function standingLines(lines: readonly ReputationInput[]): ReputationInput[] {
  const takenBack = new Set(lines.map(({ takesBackId }) => takesBackId));
  return lines.filter(({ id, takesBackId }) => takesBackId === null && !takenBack.has(id));
}

/** The latest line that had come to count by then. */
export async function lastLineBy(reader: Reader, providerId: string, at: number): Promise<ReputationInput | null> {
  const mapper = reader.mapper(ReputationInput);
  const rows = await reader.query(
    `SELECT ${mapper.select("t")} FROM reputation_input t WHERE t.provider_id = ? AND t.known_at <= ?
     ORDER BY t.known_at DESC, t.number DESC LIMIT 1`,
    [providerId, at],
  );
  return rows[0] ? mapper.hydrate(rows[0]) : null;
}

/** What the lines up to a moment come to, from nothing but the lines. */
export async function recompute(
  reader: Reader,
  providerId: string,
  formula: Formula,
  asOf: number,
  onLine: (line: ReputationInput, counted: boolean) => void = () => undefined,
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
  const mapper = reader.mapper(ReputationInput);
  const rows = await reader.query(
    `SELECT ${mapper.select("t")} FROM reputation_input t WHERE t.provider_id = ? AND t.number > ? AND t.known_at <= ?
     ORDER BY t.number LIMIT ${PAGE}`,
    [providerId, after, asOf],
  );
  return rows.map((row) => mapper.hydrate(row));
}

/** The same for good, under another formula: which orders count is decided anew. The provider is locked. */
export async function recountLedger(tx: Tx, providerId: string, formula: Formula, now: number): Promise<Totals> {
  const changed: Record<0 | 1, string[]> = { 0: [], 1: [] };
  const totals = await recompute(tx, providerId, formula, now, (line, counted) => {
    if (line.counted !== counted) changed[counted ? 1 : 0].push(line.id);
  });
  for (const counted of [0, 1] as const) {
    for (let first = 0; first < changed[counted].length; first += PAGE) {
      const ids = changed[counted].slice(first, first + PAGE);
      tx.execute(`UPDATE reputation_input SET counted = ? WHERE id IN (${ids.map(() => "?").join(", ")})`, [
        counted,
        ...ids,
      ]);
    }
  }
  return totals;
}

/** As how grave a ruling's violations counted at a moment, and the rule that was broken most gravely; null when none counted. */
export async function gravestOf(
  reader: Reader,
  rulingId: string,
  at: number,
): Promise<{ level: Severity; cause: string | null } | null> {
  const rows = await reader.query<{ level: Severity; rule_code: string | null }>(
    `SELECT v.level, f.rule_code FROM violation v LEFT JOIN ruling_finding f ON f.id = v.finding_id
     WHERE v.ruling_id = ? AND v.counted_at <= ? ORDER BY v.level DESC, v.id`,
    [rulingId, at],
  );
  if (!rows[0]) return null;
  return { level: rows[0].level, cause: rows.find(({ rule_code: code }) => code !== null)?.rule_code ?? null };
}

/** Providers whose kept figures are another formula's or a day old. Each arm walks its own index. */
export async function dueReputations(reader: Reader, now: number, version: number, limit: number): Promise<string[]> {
  const arm = (condition: string, by: string): string =>
    `SELECT * FROM (SELECT provider_id FROM provider_reputation WHERE ${condition} ORDER BY ${by} LIMIT ${limit}) by_${by}`;
  const rows = await reader.query<{ provider_id: string }>(
    `${arm("formula_version < ?", "formula_version")} UNION ${arm("refresh_due_at <= ?", "refresh_due_at")}`,
    [version, now],
  );
  return rows.map(({ provider_id: id }) => id);
}
