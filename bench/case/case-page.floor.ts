import type { Pool, RowDataPacket } from "mysql2/promise";
import { AccessEntry } from "../../src/case/access-log/access-entry.entity";
import { newId } from "../../src/platform/ids";
import { date, text } from "../platform/json.floor";
import { Unauthorized, type Actor } from "../accounts/sign-in.floor";

const FIRST = 50;
const HOUR = 3_600_000;
/** Who has opened which case in which hour. */
const recorded = new Map<string, Promise<unknown>>();

/** A case as a moderator who is no party of it sees it. */
export async function casePage(pool: Pool, actor: Actor, id: string): Promise<string> {
  if (!actor.roles.includes("MODERATOR")) throw new Unauthorized();
  const [[rows], [messages], [evidence], [events]] = await Promise.all([
    pool.execute<RowDataPacket[]>(
      `SELECT c.id, c.title, c.story, c.status, c.severity, c.version, c.opened_at, c.updated_at, c.due_at, c.evidence_count, c.amount_at_stake, c.demand_amount, c.currency, c.consumer_id,
         p.id AS provider, p.legal_name, a.display_name, b.id AS breach, b.kind, b.expected, b.delivered, v.text
       FROM complaint c JOIN provider p ON p.id = c.provider_id JOIN account a ON a.id = c.consumer_id
       JOIN breach b ON b.complaint_id = c.id JOIN promise_version v ON v.id = b.promise_version_id
       WHERE c.id = ? ORDER BY b.id`,
      [id],
    ),
    pool.execute<RowDataPacket[]>(
      `SELECT id, side, visibility, text, sent_at FROM message WHERE complaint_id = ? ORDER BY id DESC LIMIT ${FIRST}`,
      [id],
    ),
    pool.execute<RowDataPacket[]>(
      `SELECT id, side, kind, title, status, media_type, size, created_at FROM evidence WHERE complaint_id = ? AND status IN ('STORED', 'SUPERSEDED') ORDER BY id LIMIT ${FIRST}`,
      [id],
    ),
    pool.execute<RowDataPacket[]>(
      `SELECT seq, type, at, actor_role FROM event_log WHERE stream_id = ? ORDER BY seq LIMIT ${FIRST}`,
      [id],
    ),
  ]);
  const [complaint] = rows;
  if (!complaint) return '{"data":{"complaint":null}}';
  await recordOpening(pool, actor, id, complaint.consumer_id as string);
  return (
    `{"data":{"complaint":{"id":"${id}","title":${text(complaint.title)},"story":${text(complaint.story)},"status":"${complaint.status}","severity":"${complaint.severity}","version":${complaint.version},` +
    `"openedAt":${date(complaint.opened_at)},"updatedAt":${date(complaint.updated_at)},"dueAt":${date(complaint.due_at)},"evidenceCount":${complaint.evidence_count},` +
    `"atStake":${money(complaint.amount_at_stake, complaint)},"demand":${money(complaint.demand_amount, complaint)},"consumerName":${text(complaint.display_name)},` +
    `"provider":{"id":"${complaint.provider}","legalName":${text(complaint.legal_name)}},"breaches":[${rows.map(toBreach).join(",")}],` +
    `"messages":{"nodes":[${messages.reverse().map(toMessage).join(",")}]},"evidence":{"nodes":[${evidence.map(toEvidence).join(",")}]},` +
    `"timeline":{"nodes":[${events.map((event) => toEvent(id, event)).join(",")}]}}}}`
  );
}

/** Who reads what a case is about is on record before it is shown. */
function recordOpening(pool: Pool, actor: Actor, complaintId: string, consumerId: string): Promise<unknown> {
  const now = Date.now();
  const key = `${actor.id} ${complaintId} ${Math.floor(now / HOUR)}`;
  let recording = recorded.get(key);
  if (!recording) {
    recording = pool.execute(
      "INSERT INTO access_log (id, at, kind, by_id, by_role, complaint_id, concerned_id, target_id, reader, purpose) VALUES (?, ?, 'CASE_READ', ?, 'MODERATOR', ?, ?, ?, NULL, NULL)",
      [newId(AccessEntry), now, actor.id, complaintId, consumerId, complaintId],
    );
    recorded.set(key, recording);
  }
  return recording;
}

const money = (amount: unknown, { currency }: RowDataPacket): string =>
  amount === null ? "null" : `{"amount":${amount as number},"currency":"${currency}"}`;

const toBreach = (row: RowDataPacket): string =>
  `{"id":"${row.breach}","kind":"${row.kind}","expected":${text(row.expected)},"delivered":${text(row.delivered)},"promiseVersion":{"text":${text(row.text)}}}`;

const toMessage = (row: RowDataPacket): string =>
  `{"id":"${row.id}","side":"${row.side}","visibility":"${row.visibility}","text":${text(row.text)},"sentAt":${date(row.sent_at)}}`;

const toEvidence = (row: RowDataPacket): string =>
  `{"id":"${row.id}","side":"${row.side}","kind":"${row.kind}","title":${text(row.title)},"status":"${row.status}","mediaType":${text(row.media_type)},"size":${row.size},"createdAt":${date(row.created_at)}}`;

const toEvent = (id: string, row: RowDataPacket): string =>
  `{"id":"${id}/${row.seq}","seq":${row.seq},"type":"${row.type}","at":${date(row.at)},"actorRole":"${row.actor_role}"}`;
