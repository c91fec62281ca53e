import { isPlatform } from "../../accounts/platform-account";
import type { Complaint } from "../../case/complaints/complaint.entity";
import type { OrderMoney } from "../../case/negotiation/order-money.pure";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import { RuleVersion } from "../rules/rule-version.entity";
import type { Decision, DecidedCase } from "./decision-check.pure";

/** Everything a decision on this case is checked against: two round trips, or three if it names listings. */
export async function readDecidedCase(
  { tx, complaint }: { tx: Reader; complaint: Complaint },
  { findings, penalties }: Pick<Decision, "findings" | "penalties">,
  money: OrderMoney,
): Promise<DecidedCase> {
  const breaches = await tx.query<{ id: string; placed_at: number; of_platform: string | null }>(
    `SELECT b.id, o.placed_at, p.platform_promise AS of_platform FROM breach b JOIN service_promise p ON p.id = b.promise_id
     JOIN service_order o ON o.id = ? WHERE b.complaint_id = ?`,
    [complaint.orderId, complaint.id],
  );
  const ruleVersions = await tx.find(RuleVersion, {
    id: [...new Set(findings.map(({ ruleVersionId }) => ruleVersionId))],
  });
  const named = penalties.flatMap(({ listingId }) => listingId ?? []);
  const listings =
    named.length === 0
      ? []
      : await tx.query<{ id: string }>(
          sql`SELECT id FROM listing WHERE provider_id = ${complaint.providerId} AND id IN (${list(named)})`,
        );
  return {
    breachIds: breaches.map(({ id }) => id),
    hasConsumer: !isPlatform(complaint.consumerId),
    ownBreachIds: breaches.filter(({ of_platform: own }) => own === null).map(({ id }) => id),
    orderedAt: breaches[0]?.placed_at ?? 0,
    orderPrice: money.paid,
    money,
    ruleVersions,
    listingIds: listings.map(({ id }) => id),
  };
}
