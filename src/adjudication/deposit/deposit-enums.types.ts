import { defineEnum } from "../../platform/graphql/enum";

export const DepositAccountEnum = defineEnum(
  "DepositAccount",
  "The four places of a provider's money that the platform keeps accounts of.",
  {
    DEPOSIT: "保证金: held by the platform for the provider. Never below zero.",
    CONSUMERS: "Set aside for consumers or paid to them, as rulings ordered.",
    FINES: "Paid as contract charges.",
    OUTSIDE: "The provider's own accounts elsewhere.",
  },
);
export type DepositAccount = keyof typeof DepositAccountEnum;

export const DepositPurposeEnum = defineEnum("DepositPurpose", "What money was moved for.", {
  TOP_UP: "The provider paid in.",
  COMPENSATION:
    "Set aside for a consumer, to be paid out: what a ruling ordered and the provider did not perform in time.",
  COMPENSATION_RETURNED:
    "Money set aside for a consumer was returned, because the ruling was reversed before it was sent.",
  COMPENSATION_REPAID: "A consumer paid back what it had received because of a ruling that was reversed on appeal.",
  FINE: "A contract charge was paid.",
  FINE_REFUND: "A paid contract charge was refunded because its ruling was reversed.",
});
export type DepositPurpose = keyof typeof DepositPurposeEnum;
