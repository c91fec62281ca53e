import type { Amount, Currency, Id, Text } from "../../platform/database/event";
import type { InstructionFailure } from "../instructions/instruction-enums.types";
import type { PaymentChannel } from "../payments/payment-enums.types";

type Payout = {
  remedyId: Id;
  amount: Amount;
  currency: Currency;
  channel: PaymentChannel | null;
  reference: Text | null;
};

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    /** By the marketplace, outside any case. */
    ORDER_REFUNDED: { paymentId: Id; amount: Amount; currency: Currency };
    COMPENSATION_MISSING: { remedyId: Id; text: Text };
    COMPENSATION_ANSWERED: Payout & { reason: Text | null };
    REMEDY_PAID_FROM_DEPOSIT: Payout;
    REMEDY_PAID_IN_PART: Payout;
    /** The platform's payment side could not move it. */
    REMEDY_PAYMENT_FAILED: { remedyId: Id; amount: Amount; currency: Currency; failure: InstructionFailure };
  }
}

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    DEPOSIT_TOPPED_UP: { amount: Amount; currency: Currency };
  }
}
