import type { PaymentChannel, PaymentPurpose } from "./payment-enums.types";

type Paid = {
  paymentId: string;
  purpose: PaymentPurpose;
  amount: number;
  currency: string;
  penaltyId?: string;
  /** `consumerId` is set for payments of an order's price. */
  orderId?: string;
  consumerId?: string;
};

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    PAYMENT_CLAIMED: Paid & { channel: PaymentChannel; reference: string };
    PAYMENT_CONFIRMED_ONCE: Paid;
    PAYMENT_CONFIRMED: Paid;
    PAYMENT_REJECTED: Paid & { reason: string };
  }
}
