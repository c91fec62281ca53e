import { defineEnum } from "../../platform/graphql/enum";

export const InstructionKindEnum = defineEnum(
  "InstructionKind",
  "What the platform's payment side is asked to do. New kinds may be added.",
  {
    PAYOUT: "Pay a consumer from the provider's deposit.",
    REFUND: "Pay a consumer from what the payment side holds for the provider otherwise.",
    FINE: "Take a contract charge from what it holds for the provider otherwise.",
    DEPOSIT: "Move money of the provider's that it holds otherwise into the deposit.",
    REPAYMENT: "Collect from a consumer, into the provider's deposit, what a reversed ruling had given them.",
    HOLD: "Pay the provider nothing out until the release: a grave case against it is open.",
    RELEASE: "Pay the provider out again.",
  },
);
export type InstructionKind = keyof typeof InstructionKindEnum;

export const InstructionStateEnum = defineEnum("InstructionState", "How far an instruction has come.", {
  REQUESTED: "It is to be sent; the payment side may not have heard of it yet.",
  SENT: "The payment side has accepted it, and has yet to say what became of it.",
  CONFIRMED: "The payment side says that it was done.",
  FAILED: "The payment side says that it was not done, and why.",
  CANCELLED: "It is no longer wanted: nobody was told of it, or finance has settled its payment by hand.",
});
export type InstructionState = keyof typeof InstructionStateEnum;

export const InstructionFailureEnum = defineEnum(
  "InstructionFailure",
  "Why the payment side did not do something. New reasons may be added.",
  {
    ACCOUNT_UNKNOWN: "It knows no account of whoever is to be paid.",
    ACCOUNT_CLOSED: "The account does not take money any longer.",
    INSUFFICIENT_FUNDS: "There is not enough to take.",
    LIMIT_EXCEEDED: "More than the payment side may move.",
    TOO_OLD: "The payment that it would refund is too old for that.",
    REFUSED: "It was refused: by law, by a bank or by whoever has to pay.",
    OTHER: "Another reason, which the payment side's own records name.",
  },
);
export type InstructionFailure = keyof typeof InstructionFailureEnum;

export const InstructionFlagEnum = defineEnum(
  "InstructionFlag",
  "What the payment side said that contradicts what was asked or said before. Nothing followed from it: finance looks into it.",
  {
    SUM_DIFFERS: "It spoke of another sum or currency than was asked for.",
    FAILED_AFTER_CONFIRMED: "It had said that it was done: the money came back, or it never went.",
    CONFIRMED_AFTER_FAILED: "It had said that it was not done.",
    CONFIRMED_AFTER_CANCELLED: "It was done although it was no longer wanted, or had been settled by hand.",
  },
);
export type InstructionFlag = keyof typeof InstructionFlagEnum;
