import { defineEnum } from "../../platform/graphql/enum";

export const DepositAccountEnum = defineEnum(
  "DepositAccount",
  "The four places a provider's money can be, as far as the platform keeps account of it.",
  {
    DEPOSIT: "保证金: held by the platform for the provider. Never below zero.",
    CONSUMERS: "Set aside for consumers or paid to them, as rulings ordered.",
    FINES: "Paid as fines.",
    OUTSIDE: "The provider's own accounts elsewhere.",
  },
);
export type DepositAccount = keyof typeof DepositAccountEnum;

export const DepositPurposeEnum = defineEnum("DepositPurpose", "What money was moved for.", {
  TOP_UP: "The provider paid in.",
  COMPENSATION:
    "Set aside for a consumer, to be paid out: what a final ruling ordered and the provider did not do in time.",
  COMPENSATION_RETURNED:
    "What was set aside for a consumer came back, because the ruling was reversed before it was sent.",
  FINE: "A fine was paid.",
  FINE_REFUND: "A fine that was paid was taken back with its ruling.",
});
export type DepositPurpose = keyof typeof DepositPurposeEnum;
