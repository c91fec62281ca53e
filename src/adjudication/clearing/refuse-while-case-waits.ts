import { Refusal } from "../../platform/refusal";
import type { LockedPayment } from "./lock-payment";

/** The payment side's answers, too, wait until the case says what they count for. */
export function refuseWhileCaseWaits({ caseWaits }: LockedPayment): void {
  if (caseWaits) throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.caseWaits", field: "input.paymentId" });
}
