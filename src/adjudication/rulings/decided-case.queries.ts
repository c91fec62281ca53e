import type { Complaint } from "../../case/complaints/complaint.entity";
import type { Reader } from "../../platform/database/reader";
import { RuleVersion } from "../rules/rule-version.entity";
import type { Decision, DecidedCase } from "./decision-check.pure";

/** Everything a decision on this case is checked against: two round trips, a third when it names listings. */
export async function readDecidedCase(
  { tx, complaint }: { tx: Reader; complaint: Complaint },
  { findings, penalties }: Pick<Decision, "findings" | "penalties">,
): Promise<DecidedCase> {
  const breaches = await tx.query<{ id: string; placed_at: number | string; price_amount: number | string }>(
    "SELECT b.id, o.placed_at, o.price_amount FROM breach b JOIN service_order o ON o.id = ? WHERE b.complaint_id = ?",
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
          `SELECT id FROM listing WHERE provider_id = ? AND id IN (${named.map(() => "?").join(", ")})`,
          [complaint.providerId, ...named],
        );
  return {
    breachIds: breaches.map(({ id }) => id),
    orderedAt: Number(breaches[0]?.placed_at),
    orderPrice: Number(breaches[0]?.price_amount),
    ruleVersions,
    listingIds: listings.map(({ id }) => id),
  };
}
