import { defineEnum } from "../../platform/graphql/enum";

export const PaymentPurposeEnum = defineEnum("PaymentPurpose", "What a payment is for.", {
  ORDER: "A consumer paid for an order.",
  DEPOSIT: "A provider paid into its deposit (保证金).",
  FINE: "A provider paid a fine from outside.",
  PAYOUT: "A consumer is paid from the provider's deposit what a final ruling ordered.",
});
export type PaymentPurpose = keyof typeof PaymentPurposeEnum;

export const PaymentChannelEnum = defineEnum(
  "PaymentChannel",
  "Whose records know a payment by its reference. New channels may be added.",
  {
    BANK: "A bank: a transfer.",
    WECHAT_PAY: "WeChat Pay.",
    ALIPAY: "Alipay.",
    UNION_PAY: "UnionPay.",
    CARD: "Another payment card.",
    OTHER: "Another provider of payments.",
  },
);
export type PaymentChannel = keyof typeof PaymentChannelEnum;

export const PaymentStatusEnum = defineEnum("PaymentStatus", "How far a payment has come.", {
  CLAIMED: "Somebody says that it was paid, or, for PAYOUT, it is to be paid: it counts nowhere until it is confirmed.",
  CONFIRMED: "Whoever holds the money has seen it come in, or, for PAYOUT, has sent it.",
  REJECTED: "It never came, or, for PAYOUT, its ruling was reversed before it was sent.",
  DISPUTED: "PAYOUT only: the consumer says that it never came; the platform looks into it.",
});
export type PaymentStatus = keyof typeof PaymentStatusEnum;

export const OrderPaymentStatusEnum = defineEnum(
  "OrderPaymentStatus",
  "What the platform knows of an order's payment.",
  {
    UNPAID: "Nothing is known of a payment.",
    CLAIMED: "A payment was claimed and has yet to be confirmed.",
    PART_PAID: "Confirmed payments cover a part of the price.",
    PAID: "Confirmed payments cover the price.",
  },
);
export type OrderPaymentStatus = keyof typeof OrderPaymentStatusEnum;
