import type { Pool, RowDataPacket } from "mysql2/promise";
import { date, text } from "../platform/json.floor";
import { Unauthorized, type Actor } from "../accounts/sign-in.floor";

const FIRST = 50;
const PAGE = `SELECT t.id, t.urgency FROM complaint t WHERE t.in_queue = 1 AND t.urgency IS NOT NULL`;
const ORDER = `ORDER BY t.urgency, t.id LIMIT ${FIRST + 1}`;

/** Selects the page first, then joins what is shown of its rows. `after` is the place of the last case seen: `urgency.id`. */
export async function queue(pool: Pool, actor: Actor, after: string): Promise<string> {
  if (!actor.roles.includes("MODERATOR")) throw new Unauthorized();
  const [key = "", id = ""] = after.split(".");
  const page =
    after === "" ? `${PAGE} ${ORDER}` : `${PAGE} AND t.urgency >= ? AND (t.urgency > ? OR t.id > ?) ${ORDER}`;
  const [rows] = await pool.execute<RowDataPacket[]>(
    `SELECT c.id, c.title, c.status, c.severity, c.due_at, page.urgency, c.updated_at, c.evidence_count, c.amount_at_stake, c.currency, p.id AS provider, p.legal_name, a.display_name, b.kind, v.text
     FROM (${page}) page
     JOIN complaint c ON c.id = page.id JOIN provider p ON p.id = c.provider_id JOIN account a ON a.id = c.consumer_id
     JOIN breach b ON b.complaint_id = c.id JOIN promise_version v ON v.id = b.promise_version_id
     ORDER BY page.urgency, page.id`,
    after === "" ? [] : [key, key, id],
  );
  let json = "";
  let count = 0;
  let last: RowDataPacket | undefined;
  let more = false;
  for (const row of rows) {
    if (row.id === last?.id) json += ",";
    else {
      if ((more = count === FIRST)) break;
      json += (count === 0 ? "" : "]},") + head(row);
      count += 1;
    }
    last = row;
    json += `{"kind":"${row.kind}","promiseVersion":{"text":${text(row.text)}}}`;
  }
  const cursor = last ? `"${last.urgency}.${last.id}"` : "null";
  return `{"data":{"moderationQueue":{"nodes":[${json}${count === 0 ? "" : "]}"}],"pageInfo":{"hasNextPage":${more},"endCursor":${cursor}}}}}`;
}

function head(row: RowDataPacket): string {
  return (
    `{"id":"${row.id}","title":${text(row.title)},"status":"${row.status}","severity":"${row.severity}","dueAt":${date(row.due_at)},"updatedAt":${date(row.updated_at)},"evidenceCount":${row.evidence_count},` +
    `"atStake":{"amount":${row.amount_at_stake},"currency":"${row.currency}"},"consumerName":${text(row.display_name)},"provider":{"id":"${row.provider}","legalName":${text(row.legal_name)}},"breaches":[`
  );
}
