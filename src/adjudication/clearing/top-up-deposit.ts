import { claimPayment } from "../payments/claim-payment";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { TopUpDepositInput } from "../deposit/deposit.types";
import { ownProvider } from "../deposit/own-provider";

/** An owner claims that money was paid in. It enters the deposit when its arrival is confirmed: see settle-payment.ts. */
export async function topUpDeposit(
  tx: Tx,
  actor: Actor,
  { providerId, amount, currency, channel, reference }: Omit<TopUpDepositInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const provider = await ownProvider(tx, actor, providerId);
  const claim = { purpose: "DEPOSIT" as const, amount, currency, channel, reference };
  const payment = await claimPayment(tx, actor, provider, "PROVIDER_OWNER", claim);
  return { paymentId: payment.id };
}
