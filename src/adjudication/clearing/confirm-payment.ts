import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { authorisePayment } from "./authorise-payment";
import { findPayment, type LockedPayment } from "./lock-payment";
import { needsTwoPersons } from "./two-persons.queries";
import { settledByHand } from "../instructions/settled-by-hand";
import { confirmOnce, UNSAID } from "../payments/payment-changes";
import { firstToSay } from "../payments/payment.pure";
import type { ConfirmPaymentInput } from "../payments/payment.types";
import { factsOf, recordPayment } from "../payments/record-payment";
import { settlePayment } from "./settle-payment";

/** Finance confirms that the money has arrived. A large sum needs two people; the first confirmation alone has no effect. */
export async function confirmPayment(
  tx: Tx,
  actor: Actor,
  { paymentId, expectedVersion }: Omit<ConfirmPaymentInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const author: Author = { actorId: actor.accountId, actorRole: "FINANCE" };
  const isConfirmed = async (locked: LockedPayment): Promise<boolean> => {
    await authorisePayment(tx, actor, "CONFIRM", locked);
    const { payment, provider, consumerId, instructions } = locked;
    if (firstToSay("CONFIRM", payment) !== null || !(await needsTwoPersons(tx, payment))) {
      await settledByHand(tx, provider, instructions, author);
      return true;
    }
    confirmOnce(tx, payment, actor.accountId, payment.purpose === "REPAYMENT" ? UNSAID : undefined);
    recordPayment(tx, provider, payment, "PAYMENT_CONFIRMED_ONCE", author, consumerId, factsOf(payment));
    return false;
  };
  await settlePayment(tx, await findPayment(tx, paymentId), author, isConfirmed, expectedVersion);
  return { paymentId };
}
