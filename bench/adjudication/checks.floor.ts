import type { PoolConnection, RowDataPacket } from "mysql2/promise";
import { findQuote } from "../../src/adjudication/register/quote.pure";
import { findAmbiguousNames, findPersonalData } from "../../src/adjudication/register/redact.pure";

/** What a ruling of our server refuses, too, and has to ask for: who may not decide, what was missed, what was given already, whose words it says. */

const DAY = 86_400_000;
const QUOTE = { run: 20, whole: 10 };

export interface Decided {
  id: string;
  orderId: string;
  consumerId: string;
  providerId: string;
  openedAt: number;
  story: string;
}

/** Whoever belonged to the provider, or has or had a case against it, decides nothing about it; whoever may have by another account is beyond this. */
export async function checkConflict(
  connection: PoolConnection,
  { providerId }: Decided,
  accountId: string,
  now: number,
): Promise<void> {
  const [conflicts] = await connection.execute<RowDataPacket[]>(
    `SELECT id FROM past_membership WHERE account_id = ? AND provider_id = ? AND ended_at > ?
     UNION ALL SELECT id FROM complaint WHERE consumer_id = ? AND provider_id = ? AND (status <> 'CLOSED' OR closed_at > ?)
     UNION ALL SELECT id FROM provider_member WHERE account_id = ? AND provider_id = ?
     UNION ALL SELECT o.id FROM contact_point m JOIN contact_point o ON o.address_hash = m.address_hash AND o.kind = m.kind
       WHERE m.account_id = ? AND o.account_id <> m.account_id AND m.kind IN ('EMAIL', 'SMS') AND m.verified_at IS NOT NULL AND o.verified_at IS NOT NULL`,
    [
      ...[accountId, providerId, now - 365 * DAY, accountId, providerId, now - 365 * DAY],
      ...[accountId, providerId, accountId],
    ],
  );
  if (conflicts.length > 0) throw new Error("not in one's own matter");
}

/** Nothing that the case waits for, and nothing that a side passed over in silence. */
export async function checkRipe(connection: PoolConnection, { id }: Decided, accountId: string): Promise<void> {
  const [open] = await connection.execute<RowDataPacket[]>(
    `SELECT id FROM ruling WHERE complaint_id = ? AND status = 'AWAITING_APPROVAL'
     UNION ALL SELECT id FROM case_request WHERE complaint_id = ? AND mandatory = 1 AND answered_at IS NULL AND lapsed_at IS NULL
     UNION ALL SELECT id FROM evidence WHERE complaint_id = ? AND late = 1 AND status = 'STORED' AND late_decision IS NULL
     UNION ALL SELECT id FROM case_recusal WHERE complaint_id = ? AND account_id = ?`,
    [id, id, id, id, accountId],
  );
  if (open.length > 0) throw new Error("not ripe for decision, or beyond what this program handles");
}

/** What is left of the order's price: its cases may have given some of it back, and the consumer may owe some. */
export async function readLeft(
  connection: PoolConnection,
  { id, orderId }: Decided,
  price: number,
): Promise<{ left: number }> {
  const [sums] = await connection.execute<RowDataPacket[]>(
    `SELECT 'GIVEN' AS what, r.instead_amount AS amount FROM complaint c JOIN remedy r ON r.complaint_id = c.id WHERE c.order_id = ? AND r.waived_at IS NULL
     UNION ALL SELECT 'GIVEN', f.amount FROM complaint c JOIN settlement s ON s.complaint_id = c.id JOIN offer f ON f.id = s.offer_id WHERE c.order_id = ? AND s.contested_at IS NULL
     UNION ALL SELECT 'PAID', amount FROM payment WHERE order_id = ? AND status = 'CONFIRMED'
     UNION ALL SELECT 'OWED_BACK', amount FROM payment WHERE complaint_id = ? AND purpose = 'REPAYMENT' AND status <> 'REJECTED'
     UNION ALL SELECT 'DEFAULTED', 0 FROM settlement WHERE complaint_id = ? AND defaulted_at IS NOT NULL`,
    [orderId, orderId, orderId, id, id],
  );
  const of = (name: string): number[] => sums.flatMap(({ what, amount }) => (what === name ? [Number(amount)] : []));
  if (of("OWED_BACK").length > 0 || of("DEFAULTED").length > 0) throw new Error("beyond what this program handles");
  const sum = (amounts: number[]): number => amounts.reduce((all, each) => all + each, 0);
  const paid = of("PAID");
  return { left: (paid.length > 0 ? sum(paid) : price) - sum(of("GIVEN")) };
}

/** Neither the people of the case nor what they wrote to each other is in a public text. */
export async function checkWords(
  connection: PoolConnection,
  { id, consumerId, providerId, openedAt, story }: Decided,
  texts: readonly string[],
): Promise<void> {
  const name = `COALESCE((SELECT f.name FROM former_name f WHERE f.account_id = a.id AND f.until > ? ORDER BY f.until LIMIT 1), a.display_name)`;
  const [rows] = await connection.execute<RowDataPacket[]>(
    `SELECT 'names' AS sort, ${name} AS words FROM account a WHERE a.id = ?
     UNION ALL SELECT 'names', ${name} FROM provider_member m JOIN account a ON a.id = m.account_id WHERE m.provider_id = ? AND m.added_at <= ?
     UNION ALL SELECT 'names', ${name} FROM past_membership m JOIN account a ON a.id = m.account_id WHERE m.provider_id = ? AND m.joined_at <= ? AND m.ended_at > ?
     UNION ALL SELECT 'allowed', legal_name FROM provider WHERE id = ?
     UNION ALL SELECT 'allowed', v.text FROM breach b JOIN promise_version v ON v.id = b.promise_version_id WHERE b.complaint_id = ?
     UNION ALL SELECT 'written', text FROM message WHERE complaint_id = ?`,
    [
      ...[openedAt, consumerId, openedAt, providerId, openedAt],
      ...[openedAt, providerId, openedAt, openedAt, providerId, id, id],
    ],
  );
  const of = (name: string): string[] => rows.flatMap(({ sort, words }) => (sort === name ? [String(words)] : []));
  const known = { names: of("names"), allowed: of("allowed") };
  const written = [story, ...of("written")];
  for (const text of texts)
    if (
      findPersonalData(text, known).length > 0 ||
      findAmbiguousNames(text, known).length > 0 ||
      findQuote(text, written, known.allowed, QUOTE)
    )
      throw new Error("says who it was, or what they wrote");
}
