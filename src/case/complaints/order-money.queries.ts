import type { Complaint } from "./complaint.entity";
import { IS_MONEY, worthOf, type RemedyKind } from "./remedy-kind.pure";
import { addUp } from "../../platform/amounts";
import type { Reader } from "../../platform/database/reader";
import { list, raw, sql } from "../../platform/database/sql";
import type { BuyerKind } from "../../market/orders/buyer-kind.types";
import { isOpenTo, mostOn, type CompensationBasis } from "./compensation.pure";
import { HouseRules } from "../../house-rules/house-rules";
import { givenOutside, type OrderMoney } from "./order-money.pure";
import { groupBy } from "../../platform/grouping.pure";

/** Of the order, once for each of its payments and cases. */
interface OrderRow {
  price: number;
  currency: string;
  buyer_kind: BuyerKind | null;
  placed_at: number;
  payment_id: string | null;
  paid: number | null;
  refunded: number;
  settlement_id: string | null;
  remedy_of: string | null;
}

interface Given {
  source: "SETTLEMENT" | "REMEDY";
  kind: RemedyKind | null;
  basis: CompensationBasis | null;
  amount: number | null;
}

/**
 * Not one that was contested, in its time or by reopening a case that silence had settled; performed, or still to be. Once what it owes
 * is written down as a remedy, that counts instead.
 */
const STANDS = `s.contested_at IS NULL AND s.defaulted_at IS NULL AND NOT EXISTS (SELECT 1 FROM remedy r WHERE r.settlement_id = s.id) AND (s.proof_filed_at IS NOT NULL OR c.status = 'SETTLING')
  AND (c.consumer_reopened_at IS NULL OR EXISTS (SELECT 1 FROM stage_record t WHERE t.complaint_id = c.id AND t.left_by = 'CONFIRM_SETTLEMENT'))`;
/** Owed without a ruling, or being performed and then owed if it is not: what is no money, too, at what it is worth. */
const OWED_UNRULED = `r.ruling_id IS NULL AND c.current_ruling_id IS NULL AND r.due_at IS NOT NULL
  AND COALESCE(r.confirmed_at, r.verified_at) IS NULL`;
/**
 * What the provider itself has paid for it, as finance has found, or as it says and its consumer confirms: also once the ruling was reversed or
 * the remedy waived, or instead of a service.
 */
const REFUNDED = `(SELECT COALESCE(SUM(f.amount), 0) FROM payment f WHERE f.remedy_id = r.id AND f.purpose = 'REFUND'
  AND (f.status = 'CONFIRMED' OR (f.status = 'CLAIMED' AND r.confirmed_at IS NOT NULL)))`;
/** Of that the part which arrived alone: it is counted as received of the remedy. */
const PART = `(SELECT COALESCE(SUM(f.amount), 0) FROM payment f WHERE f.remedy_id = r.id AND f.purpose = 'REFUND'
  AND f.status = 'CONFIRMED' AND f.reason IS NOT NULL)`;
/** Set aside from the deposit beside what the provider paid, and returned unsent. */
const RETURNED = `(SELECT COALESCE(SUM(f.amount), 0) FROM payment f WHERE f.remedy_id = r.id AND f.purpose = 'PAYOUT' AND f.status = 'REJECTED')`;
/** Whoever confirmed what was not found afterwards may have the case reopened: only what arrived counts, unless it was owed back before that and still is, or was paid. */
const CONFIRMED = `CASE WHEN EXISTS (SELECT 1 FROM payment f WHERE f.remedy_id = r.id AND f.purpose = 'REFUND' AND f.status = 'REJECTED'
  AND f.settled_at > r.confirmed_at AND NOT EXISTS (SELECT 1 FROM payment d WHERE d.remedy_id = r.id AND d.purpose = 'REPAYMENT'
  AND d.status <> 'REJECTED' AND d.claimed_at < f.settled_at)) THEN NULL ELSE r.confirmed_at END`;
/** What the marketplace gave back of order `o`. */
const GIVEN_BACK = `(SELECT COALESCE(SUM(b.amount), 0) FROM payment b WHERE b.order_id = o.id AND b.purpose = 'ORDER_REFUND')`;
const DONE = `(COALESCE(${CONFIRMED}, r.verified_at, r.paid_from_deposit_at) IS NOT NULL OR ${REFUNDED} > ${PART})`;

/**
 * What of the order was given back, by its cases and outside them, as seen from one of them: a decision on it replaces what its own ruling ordered, but not what
 * was done because of that; one that can still be appealed against is replaced as a whole. What is owed back has not been given. Whatever
 * else is ordered counts as far as the deposit has paid for it.
 */
export async function readOrderMoney(
  reader: Reader,
  { id, orderId }: Pick<Complaint, "id" | "orderId">,
  now: number,
): Promise<OrderMoney> {
  const rows = await reader.query<OrderRow>(
    sql`SELECT o.price_amount AS price, o.price_currency AS currency, o.buyer_kind, o.placed_at,
       p.id AS payment_id, p.amount AS paid, ${raw(GIVEN_BACK)} AS refunded, s.id AS settlement_id, r.complaint_id AS remedy_of
     FROM service_order o LEFT JOIN payment p ON p.order_id = o.id AND p.purpose = 'ORDER' AND p.status = 'CONFIRMED' AND p.currency = o.price_currency
     LEFT JOIN complaint c ON c.order_id = o.id LEFT JOIN settlement s ON s.complaint_id = c.id LEFT JOIN remedy r ON r.complaint_id = c.id
     WHERE o.id = ${orderId}`,
  );
  const [order] = rows;
  const payments = new Map(
    rows.flatMap(({ payment_id: payment, paid }) => (payment ? [[payment, paid ?? 0] as const] : [])),
  );
  const paid = payments.size > 0 ? addUp([...payments.values()]) : (order?.price ?? 0);
  // Of most orders none of the cases has come that far, and what each has given is much to ask.
  const mayGive = rows.some((row) => row.settlement_id !== null || row.remedy_of !== null);
  const all = mayGive ? await readGiven(reader, { id, orderId }, paid) : [];
  const sum = (given: readonly Given[]): number => addUp(given.map(({ amount }) => amount ?? 0));
  const rules = await HouseRules.inForce(reader, now);
  const currency = order?.currency ?? "";
  // Of most orders nothing was.
  const outside = Number(order?.refunded ?? 0) > 0 ? await readOutside(reader, orderId) : 0;
  const rulesThen = await HouseRules.inForce(reader, order?.placed_at ?? now);
  const compensable = (basis: CompensationBasis): number | null => {
    if (order?.buyer_kind && !isOpenTo(rulesThen, order.buyer_kind, basis)) return null;
    const [limit = {}] = rules.family(`compensation.${basis}`);
    return mostOn(limit, paid, currency) - sum(all.filter((row) => row.basis === basis));
  };
  return {
    paid,
    currency,
    given: sum(all.filter(({ basis }) => basis === null)) + outside,
    outside,
    compensable: {
      STATUTORY: compensable("STATUTORY"),
      PROMISED: compensable("PROMISED"),
      ACTUAL_LOSS: compensable("ACTUAL_LOSS"),
    },
    wasOwed: rows.some((row) => row.remedy_of === id),
  };
}

/**
 * What the marketplace gave back of the order outside any case. What a provider leaves to the payment side has the instruction for a reference, and
 * the instruction the number that was answered.
 */
async function readOutside(reader: Reader, orderId: string): Promise<number> {
  const refunds = await reader.query<{ reference: string; amount: number }>(
    sql`SELECT reference, amount FROM payment WHERE order_id = ${orderId} AND purpose = 'ORDER_REFUND' ORDER BY id`,
  );
  const rows = await reader.query<{ id: string; reference: string | null; answered: string | null; amount: number }>(
    sql`SELECT p.id, p.reference, i.reference AS answered, p.amount FROM complaint c JOIN payment p ON p.complaint_id = c.id
      LEFT JOIN payment_instruction i ON i.payment_id = p.id AND i.state = 'CONFIRMED'
     WHERE c.order_id = ${orderId} AND p.purpose IN ('REFUND', 'PAYOUT') AND p.status <> 'REJECTED' ORDER BY p.id`,
  );
  const payments = [...groupBy(rows, ({ id }) => id).values()].map((same) => ({
    numbers: same.flatMap(({ reference, answered }) => [reference ?? [], answered ?? []].flat()),
    amount: same[0]?.amount ?? 0,
  }));
  return givenOutside(refunds, payments);
}

/** What each of the order's cases has given, or may still give, see `readOrderMoney`. */
async function readGiven(
  reader: Reader,
  { id, orderId }: Pick<Complaint, "id" | "orderId">,
  paid: number,
): Promise<Given[]> {
  const rows = await reader.query<Given>(sql`
    SELECT 'SETTLEMENT' AS source, f.kind AS kind, f.basis AS basis, CASE WHEN f.kind IN (${list([...IS_MONEY])}) THEN f.amount WHEN c.status = 'SETTLING' THEN f.instead_amount END AS amount FROM settlement s JOIN offer f ON f.id = s.offer_id
    JOIN complaint c ON c.id = s.complaint_id WHERE c.order_id = ${orderId} AND ${raw(STANDS)}
    UNION ALL
    SELECT 'REMEDY', r.kind, r.basis, CASE WHEN c.id = ${id} AND g.id = c.current_ruling_id AND g.final_at IS NULL THEN 0
      WHEN r.waived_at IS NOT NULL THEN r.set_aside_amount + ${raw(REFUNDED)}
      WHEN r.kind IN (${list([...IS_MONEY])}) AND ((g.status = 'ISSUED' AND c.id <> ${id}) OR ${raw(DONE)}) THEN r.instead_amount - r.credited_amount + ${raw(PART)} - ${raw(RETURNED)}
      WHEN ${raw(OWED_UNRULED)} AND c.id <> ${id} THEN r.instead_amount ELSE r.set_aside_amount + ${raw(REFUNDED)} END
    FROM remedy r LEFT JOIN ruling g ON g.id = r.ruling_id JOIN complaint c ON c.id = r.complaint_id
    WHERE c.order_id = ${orderId}
    UNION ALL
    SELECT 'REMEDY', r.kind, r.basis, -p.amount FROM payment p JOIN remedy r ON r.id = p.remedy_id JOIN complaint c ON c.id = p.complaint_id
    WHERE c.order_id = ${orderId} AND p.purpose = 'REPAYMENT' AND p.status <> 'REJECTED'`);
  return rows.map((row) => {
    if (row.source === "REMEDY") return row;
    return { ...row, amount: row.kind ? worthOf({ ...row, kind: row.kind, insteadAmount: row.amount }, paid) : 0 };
  });
}
