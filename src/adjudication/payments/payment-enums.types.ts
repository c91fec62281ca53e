import { defineEnum } from "../../platform/graphql/enum";

export const PaymentPurposeEnum = defineEnum("PaymentPurpose", "What a payment is for.", {
  ORDER: "A consumer paid for an order.",
  ORDER_REFUND: "The marketplace gave a consumer back what was paid for an order, outside any case.",
  DEPOSIT: "A provider paid into its deposit (保证金).",
  FINE: "A provider paid a contract charge by a transfer.",
  REFUND: "A provider paid a consumer itself what a ruling ordered or the sides agreed.",
  PAYOUT:
    "A consumer is paid from the provider's deposit what a ruling ordered, or what was agreed or promised and not kept.",
  REPAYMENT:
    "A consumer owes back to the provider's deposit what it received because of a ruling that was reversed on appeal.",
});
export type PaymentPurpose = keyof typeof PaymentPurposeEnum;

export const PaymentChannelEnum = defineEnum(
  "PaymentChannel",
  "The channel whose records list a payment by its reference. New channels may be added.",
  {
    BANK: "A bank: a transfer.",
    WECHAT_PAY: "WeChat Pay (微信支付), of Tencent.",
    ALIPAY: "Alipay (支付宝), of Ant Group.",
    UNION_PAY: "A card of UnionPay (银联).",
    CARD: "Another payment card.",
    PLATFORM:
      "The platform's own payment side, which moves what it holds: it is told by an instruction, and its answer settles the payment.",
    OTHER: "Another payment provider.",
  },
);
export type PaymentChannel = keyof typeof PaymentChannelEnum;

export const PaymentStatusEnum = defineEnum("PaymentStatus", "The status of a payment.", {
  CLAIMED:
    "Claimed to have been paid or, for PAYOUT and REPAYMENT, to be paid: it counts nowhere until it is confirmed.",
  CONFIRMED: "Finance or the payment provider confirmed that the money arrived or, for PAYOUT, was sent.",
  REJECTED:
    "It never arrived or, for PAYOUT, its ruling was reversed before it was sent, or before it came; for REPAYMENT, a later ruling ordered the same sum, or finance gave it up.",
  DISPUTED: "PAYOUT only: the consumer reports that it never arrived; the platform investigates.",
});
export type PaymentStatus = keyof typeof PaymentStatusEnum;

export const OrderPaymentStatusEnum = defineEnum(
  "OrderPaymentStatus",
  "The state of an order's payment, as far as the platform knows.",
  {
    UNPAID: "No payment is known.",
    CLAIMED: "A payment was claimed and has yet to be confirmed.",
    PART_PAID: "Confirmed payments cover a part of the price.",
    PAID: "Confirmed payments cover the price.",
  },
);
export type OrderPaymentStatus = keyof typeof OrderPaymentStatusEnum;
