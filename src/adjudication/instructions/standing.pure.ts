import type { PaymentInstruction } from "./payment-instruction.entity";

/**
 * NONE: people settle the payment. UNDER_WAY: the payment side is moving it, so nobody settles it by hand. OFFERED: people settle it, or
 * leave it to the payment side.
 */
export type Standing = "NONE" | "OFFERED" | "UNDER_WAY";

/** `instructions`: all that there ever were for one payment. One that waits for its case counts as under way once it was sent. */
export function standingOf(
  hasPaymentSide: boolean,
  instructions: readonly Pick<PaymentInstruction, "isUnderWay" | "isOpen">[],
): Standing {
  if (instructions.some(({ isUnderWay }) => isUnderWay)) return "UNDER_WAY";
  return hasPaymentSide && !instructions.some(({ isOpen }) => isOpen) ? "OFFERED" : "NONE";
}
