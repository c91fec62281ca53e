import { isPlatform } from "../../accounts/account/platform-account";
import type { Complaint } from "../../case/complaints/complaint.entity";
import { fastMostAt } from "../../case/complaints/track.queries";
import type { OrderMoney } from "../../case/complaints/order-money.pure";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import { RuleVersion } from "../rules/rule-version.entity";
import type { Decision, DecidedCase } from "./decision-check.pure";

/** A lead who decides an appeal has taken the time that a small sum is not given before. */
async function trackMost(reader: Reader, { track, status, openedAt, currency }: Complaint): Promise<number | null> {
  if (track === "STANDARD" || status === "APPEALED") return null;
  return fastMostAt(reader, openedAt, currency);
}

const FOR_CONSUMER: ReadonlySet<string> = new Set(["FOR_CONSUMER", "PARTLY_FOR_CONSUMER"]);

/** Everything a decision on this case is checked against, asked at once, `asked` with it. */
export async function readDecidedCase(
  { tx, complaint }: { tx: Reader; complaint: Complaint },
  { findings, penalties, remedies }: Pick<Decision, "findings" | "penalties"> & Partial<Pick<Decision, "remedies">>,
  asked: OrderMoney | Promise<OrderMoney>,
): Promise<DecidedCase> {
  const named = penalties.flatMap(({ listingId }) => listingId ?? []);
  const [money, breaches, ruleVersions, listings, most] = await Promise.all([
    asked,
    readBreaches(tx, complaint, remedies?.length === 0),
    tx.find(RuleVersion, { id: [...new Set(findings.map(({ ruleVersionId }) => ruleVersionId))] }),
    named.length === 0 ? [] : readListings(tx, complaint, named),
    trackMost(tx, complaint),
  ]);
  return {
    breachIds: breaches.map(({ id }) => id),
    hasConsumer: !isPlatform(complaint.consumerId),
    wonOutside: breaches.some(
      ({ judged = null, reported = 0 }) => FOR_CONSUMER.has(judged ?? "") || (judged === null && reported > 0),
    ),
    ownBreachIds: breaches.filter(({ of_platform: own }) => own === null).map(({ id }) => id),
    orderedAt: breaches[0]?.placed_at ?? 0,
    orderPrice: money.paid,
    money,
    trackMost: most,
    ruleVersions,
    listingIds: listings.map(({ id }) => id),
  };
}

interface BreachRow {
  id: string;
  placed_at: number;
  of_platform: string | null;
  judged?: string | null;
  reported?: number;
}

/** What a body outside has found; it matters only where nothing is ordered. */
const OUTSIDE = `,
       (SELECT s.result FROM case_stay s WHERE s.complaint_id = b.complaint_id AND s.result IS NOT NULL ORDER BY s.id DESC LIMIT 1) AS judged,
       (SELECT COUNT(*) FROM referral r WHERE r.complaint_id = b.complaint_id AND r.reported_by = 'PLATFORM'
          AND r.result IN ('FOR_CONSUMER', 'PARTLY_FOR_CONSUMER')) AS reported`;

const readBreaches = (tx: Reader, { id, orderId }: Complaint, ordersNothing: boolean): Promise<BreachRow[]> =>
  tx.query<BreachRow>(
    `SELECT b.id, o.placed_at, p.platform_promise AS of_platform${ordersNothing ? OUTSIDE : ""}
     FROM breach b JOIN service_promise p ON p.id = b.promise_id
     JOIN service_order o ON o.id = ? WHERE b.complaint_id = ?`,
    [orderId, id],
  );

const readListings = (tx: Reader, { providerId }: Complaint, named: readonly string[]): Promise<{ id: string }[]> =>
  tx.query<{ id: string }>(
    sql`SELECT id FROM listing WHERE provider_id = ${providerId} AND id IN (${list([...named])})`,
  );
