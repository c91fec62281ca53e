import { registerEnumType } from "type-graphql";

export const DepositAccountEnum = {
  DEPOSIT: "DEPOSIT",
  CONSUMERS: "CONSUMERS",
  FINES: "FINES",
  OUTSIDE: "OUTSIDE",
} as const;
export type DepositAccount = keyof typeof DepositAccountEnum;
registerEnumType(DepositAccountEnum, {
  name: "DepositAccount",
  description: "The four places a provider's money can be, as far as the platform keeps account of it.",
  valuesConfig: {
    DEPOSIT: { description: "保证金: held by the platform for the provider. Never below zero." },
    CONSUMERS: { description: "Set aside for consumers or paid to them, as rulings ordered." },
    FINES: { description: "Paid as fines." },
    OUTSIDE: { description: "The provider's own accounts elsewhere." },
  },
});

export const DepositPurposeEnum = {
  TOP_UP: "TOP_UP",
  COMPENSATION: "COMPENSATION",
  COMPENSATION_RETURNED: "COMPENSATION_RETURNED",
  FINE: "FINE",
  FINE_REFUND: "FINE_REFUND",
} as const;
export type DepositPurpose = keyof typeof DepositPurposeEnum;
registerEnumType(DepositPurposeEnum, {
  name: "DepositPurpose",
  description: "What money was moved for.",
  valuesConfig: {
    TOP_UP: { description: "The provider paid in." },
    COMPENSATION: {
      description:
        "Set aside for a consumer, to be paid out: what a final ruling ordered and the provider did not do in time.",
    },
    COMPENSATION_RETURNED: {
      description: "What was set aside for a consumer came back, because the ruling was reversed before it was sent.",
    },
    FINE: { description: "A fine was paid." },
    FINE_REFUND: { description: "A fine that was paid was taken back with its ruling." },
  },
});
