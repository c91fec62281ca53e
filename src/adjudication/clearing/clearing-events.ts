import type { PaymentChannel } from "../payments/payment-enums.types";

type Payout = {
  remedyId: string;
  amount: number;
  currency: string;
  channel: PaymentChannel | null;
  reference: string | null;
};

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    COMPENSATION_MISSING: { remedyId: string; text: string };
    COMPENSATION_ANSWERED: Payout & { reason: string | null };
    REMEDY_PAID_FROM_DEPOSIT: Payout;
    REMEDY_PAID_IN_PART: Payout;
  }
}

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    DEPOSIT_TOPPED_UP: { amount: number; currency: string };
  }
}
