import { registerEnumType } from "type-graphql";

export const PaymentPurposeEnum = { ORDER: "ORDER", DEPOSIT: "DEPOSIT", FINE: "FINE", PAYOUT: "PAYOUT" } as const;
export type PaymentPurpose = keyof typeof PaymentPurposeEnum;
registerEnumType(PaymentPurposeEnum, {
  name: "PaymentPurpose",
  description: "What a payment is for.",
  valuesConfig: {
    ORDER: { description: "A consumer paid for an order." },
    DEPOSIT: { description: "A provider paid into its deposit (保证金)." },
    FINE: { description: "A provider paid a fine from outside." },
    PAYOUT: { description: "A consumer is paid from the provider's deposit what a final ruling ordered." },
  },
});

export const PaymentChannelEnum = {
  BANK: "BANK",
  WECHAT_PAY: "WECHAT_PAY",
  ALIPAY: "ALIPAY",
  UNION_PAY: "UNION_PAY",
  CARD: "CARD",
  OTHER: "OTHER",
} as const;
export type PaymentChannel = keyof typeof PaymentChannelEnum;
registerEnumType(PaymentChannelEnum, {
  name: "PaymentChannel",
  description: "Whose records know a payment by its reference. New channels may be added.",
  valuesConfig: {
    BANK: { description: "A bank: a transfer." },
    WECHAT_PAY: { description: "WeChat Pay." },
    ALIPAY: { description: "Alipay." },
    UNION_PAY: { description: "UnionPay." },
    CARD: { description: "Another payment card." },
    OTHER: { description: "Another provider of payments." },
  },
});

export const PaymentStatusEnum = {
  CLAIMED: "CLAIMED",
  CONFIRMED: "CONFIRMED",
  REJECTED: "REJECTED",
  DISPUTED: "DISPUTED",
} as const;
export type PaymentStatus = keyof typeof PaymentStatusEnum;
registerEnumType(PaymentStatusEnum, {
  name: "PaymentStatus",
  description: "How far a payment has come.",
  valuesConfig: {
    CLAIMED: {
      description:
        "Somebody says that it was paid, or, for PAYOUT, it is to be paid: it counts nowhere until it is confirmed.",
    },
    CONFIRMED: { description: "Whoever holds the money has seen it come in, or, for PAYOUT, has sent it." },
    REJECTED: { description: "It never came, or, for PAYOUT, its ruling was reversed before it was sent." },
    DISPUTED: { description: "PAYOUT only: the consumer says that it never came; the platform looks into it." },
  },
});

export const OrderPaymentStatusEnum = {
  UNPAID: "UNPAID",
  CLAIMED: "CLAIMED",
  PART_PAID: "PART_PAID",
  PAID: "PAID",
} as const;
export type OrderPaymentStatus = keyof typeof OrderPaymentStatusEnum;
registerEnumType(OrderPaymentStatusEnum, {
  name: "OrderPaymentStatus",
  description: "What the platform knows of an order's payment.",
  valuesConfig: {
    UNPAID: { description: "Nothing is known of a payment." },
    CLAIMED: { description: "A payment was claimed and has yet to be confirmed." },
    PART_PAID: { description: "Confirmed payments cover a part of the price." },
    PAID: { description: "Confirmed payments cover the price." },
  },
});
