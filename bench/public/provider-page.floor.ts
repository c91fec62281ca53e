import type { Pool, RowDataPacket } from "mysql2/promise";
import { date, text } from "../platform/json.floor";

const FIRST = 20;

/** Sorting by the page alone saves the database a temporary table; the rows joined to it come in the order of their ids. */
export async function providerPage(pool: Pool, id: string): Promise<string> {
  const now = Date.now();
  const [[promises], [rulings], [acting]] = await Promise.all([
    pool.execute<RowDataPacket[]>(
      `SELECT p.legal_name, p.status, p.description, p.created_at, s.id, s.kind, v.version, v.text, v.published_at
       FROM provider p
       LEFT JOIN service_promise s ON s.provider_id = p.id AND s.listing_id IS NULL AND s.withdrawn_at IS NULL
       LEFT JOIN promise_version v ON v.id = s.current_version_id
       WHERE p.id = ?`,
      [id],
    ),
    pool.execute<RowDataPacket[]>(
      `SELECT r.id, r.outcome, r.public_text, r.issued_at, n.id AS penalty, n.kind, n.days, n.amount, n.currency, n.reason, n.status, n.starts_at, n.ends_at
       FROM (SELECT t.id, t.issued_at FROM ruling t WHERE t.provider_id = ? AND t.status = 'ISSUED' ORDER BY t.issued_at DESC, t.id DESC LIMIT ${FIRST + 1}) page
       JOIN ruling r ON r.id = page.id LEFT JOIN penalty n ON n.ruling_id = r.id
       ORDER BY page.issued_at DESC, page.id DESC`,
      [id],
    ),
    pool.execute<RowDataPacket[]>(
      `SELECT kind FROM penalty WHERE provider_id = ? AND kind IN ('SUSPENSION', 'TERMINATION') AND status NOT IN ('STAYED', 'REVERSED', 'SUPERSEDED')
         AND starts_at <= ? AND (ends_at IS NULL OR ends_at > ?)`,
      [id, now, now],
    ),
  ]);
  const provider = promises[0];
  promises.sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!provider || !["ACTIVE", "RESTRICTED", "SUSPENDED", "TERMINATED"].includes(provider.status as string))
    return '{"data":null}';
  return (
    `{"data":{"provider":{"id":"${id}","legalName":${text(provider.legal_name)},"status":"${standing(provider, acting)}","description":${text(provider.description)},"createdAt":${date(provider.created_at)},` +
    `"promises":{"nodes":[${promises
      .filter((row) => row.id !== null)
      .map(toPromise)
      .join(",")}]},"rulings":{"nodes":[${nodes(rulings, now)}]}}}}`
  );
}

/** A penalty in force overrides what the vetting set; it begins and ends by its dates alone. */
function standing({ status }: RowDataPacket, acting: RowDataPacket[]): string {
  if (acting.some(({ kind }) => kind === "TERMINATION")) return "TERMINATED";
  return acting.length > 0 && status !== "TERMINATED" ? "SUSPENDED" : (status as string);
}

function toPromise(row: RowDataPacket): string {
  return `{"id":"${row.id}","kind":"${row.kind}","currentVersion":{"version":${row.version},"text":${text(row.text)},"publishedAt":${date(row.published_at)}}}`;
}

function nodes(rows: RowDataPacket[], now: number): string {
  let json = "";
  let count = 0;
  let current: unknown;
  for (const row of rows) {
    if (row.id !== current) {
      if (count === FIRST) break;
      json += `${count === 0 ? "" : "]},"}{"id":"${row.id}","outcome":"${row.outcome}","publicText":${text(row.public_text)},"issuedAt":${date(row.issued_at)},"penalties":[`;
      current = row.id;
      count += 1;
    } else json += ",";
    if (row.penalty !== null) json += toPenalty(row, now);
  }
  return count === 0 ? "" : `${json}]}`;
}

function toPenalty(row: RowDataPacket, now: number): string {
  const amount = row.amount === null ? "null" : `{"amount":${row.amount},"currency":"${row.currency}"}`;
  return `{"id":"${row.penalty}","kind":"${row.kind}","days":${row.days},"amount":${amount},"reason":${text(row.reason)},"status":"${statusAt(row, now)}","startsAt":${date(row.starts_at)},"endsAt":${date(row.ends_at)}}`;
}

function statusAt({ status, starts_at: startsAt, ends_at: endsAt }: RowDataPacket, now: number): string {
  if (status !== "SCHEDULED" && status !== "ACTIVE") return status as string;
  if (startsAt === null || (startsAt as number) > now) return "SCHEDULED";
  return endsAt !== null && (endsAt as number) <= now ? "EXPIRED" : "ACTIVE";
}
