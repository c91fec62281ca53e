import type { PaymentChannel, PaymentPurpose } from "./payment-enums.types";

type Paid = {
  paymentId: string;
  purpose: PaymentPurpose;
  amount: number;
  currency: string;
  penaltyId?: string;
  /** With `consumerId`: of the price of an order. */
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
