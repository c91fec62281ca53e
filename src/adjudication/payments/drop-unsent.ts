import { SYSTEM } from "../../accounts/account/record-on-account";
import type { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { letGo } from "../instructions/let-go";
import { reject } from "./payment-changes";
import { Payment } from "./payment.entity";
import { factsOf, recordPayment } from "./record-payment";

const NOT_OWED =
  "不再需要支付：已经付清或放弃，处理决定已撤销，或者另有决定或约定。\nNothing is owed for it any more: it was paid or waived, the ruling was reversed, or something else has taken its place.";

/**
 * What a provider has left to the payment side, and nobody there has heard of, is not made: nothing is owed for it any more. What may be on
 * its way, and what the provider says that it paid itself, is for finance to find. The caller has locked the provider.
 */
export async function dropUnsent(
  tx: Tx,
  provider: Provider,
  of: { purpose: "REFUND"; remedyId: string[] } | { purpose: "FINE"; penaltyId: string },
): Promise<void> {
  const claims = await tx.find(Payment, { ...of, channel: "PLATFORM", status: "CLAIMED" }, "ORDER BY id");
  const moving = await letGo(
    tx,
    provider.id,
    claims.map(({ id }) => id),
  );
  for (const claim of claims) {
    if (moving.has(claim.id)) continue;
    reject(tx, claim);
    recordPayment(tx, provider, claim, "PAYMENT_REJECTED", SYSTEM, null, { ...factsOf(claim), reason: NOT_OWED });
  }
}
