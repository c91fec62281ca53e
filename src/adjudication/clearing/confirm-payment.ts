import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { findPayment, type LockedPayment } from "./lock-payment";
import { needsTwoPersons, refuseTiedSecond } from "./two-persons.queries";
import { settledByHand } from "../instructions/settled-by-hand";
import { confirmOnce, UNSAID } from "../payments/payment-changes";
import { firstToSay } from "../payments/payment.pure";
import type { ConfirmPaymentInput } from "../payments/payment.types";
import { whyNot } from "../payments/payment.policy";
import { factsOf, recordPayment } from "../payments/record-payment";
import { settlePayment } from "./settle-payment";

/** Finance confirms that the money has arrived. A large sum needs two people; the first confirmation alone has no effect. */
export async function confirmPayment(
  tx: Tx,
  actor: Actor,
  { paymentId, expectedVersion }: Omit<ConfirmPaymentInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const author: Author = { actorId: actor.accountId, actorRole: "FINANCE" };
  const isConfirmed = async ({ payment, provider, consumerId, ...asked }: LockedPayment): Promise<boolean> => {
    const refused = whyNot(
      "CONFIRM",
      actor,
      { ...payment, standing: asked.standing, isOwed: asked.isOwed },
      consumerId,
    );
    if (refused) throw new Refusal(refused.code, { ...refused, field: "input.paymentId" });
    const first = firstToSay("CONFIRM", payment);
    if (first !== null || !(await needsTwoPersons(tx, payment))) {
      if (first !== null) await refuseTiedSecond(tx, actor, first);
      await settledByHand(tx, provider, asked.instructions, author);
      return true;
    }
    confirmOnce(tx, payment, actor.accountId, payment.purpose === "REPAYMENT" ? UNSAID : undefined);
    recordPayment(tx, provider, payment, "PAYMENT_CONFIRMED_ONCE", author, consumerId, factsOf(payment));
    return false;
  };
  await settlePayment(tx, await findPayment(tx, paymentId), author, isConfirmed, expectedVersion);
  return { paymentId };
}
