import type { Amount, Currency, Hidden, Id, Text } from "../../platform/database/event";
import type { PaymentChannel, PaymentPurpose } from "./payment-enums.types";

type Paid = {
  paymentId: Id;
  purpose: PaymentPurpose;
  amount: Amount;
  currency: Currency;
  penaltyId?: Id;
  /** `consumerId` is set for payments of an order's price. */
  orderId?: Id;
  consumerId?: Hidden;
};

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    PAYMENT_CLAIMED: Paid & { channel: PaymentChannel; reference: Text };
    /** `reason`: why what is owed back is to be given up. */
    PAYMENT_CONFIRMED_ONCE: Paid & { reason?: Text };
    PAYMENT_CONFIRMED: Paid;
    PAYMENT_REJECTED: Paid & { reason: Text };
  }
}
