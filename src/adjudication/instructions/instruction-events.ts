import type { Amount, Currency, Id, Text } from "../../platform/database/event";
import type { InstructionFailure, InstructionFlag, InstructionKind } from "./instruction-enums.types";

/** `amount` and `currency` are missing for HOLD and RELEASE. */
export type Instructed = {
  instructionId: Id;
  instruction: InstructionKind;
  paymentId?: Id;
  amount?: Amount;
  currency?: Currency;
};

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    INSTRUCTION_REQUESTED: Instructed;
    INSTRUCTION_SENT: Instructed;
    INSTRUCTION_CONFIRMED: Instructed & { reference: Text };
    INSTRUCTION_FAILED: Instructed & { failure: InstructionFailure };
    INSTRUCTION_CANCELLED: Instructed;
    INSTRUCTION_OVERDUE: Instructed;
    INSTRUCTION_FLAGGED: Instructed & { flag: InstructionFlag };
    INSTRUCTION_LOOKED_INTO: Instructed & { flag: InstructionFlag; reason: Text };
    PAYOUTS_HELD: { complaintId: Id };
    PAYOUTS_RELEASED: { complaintId: Id };
  }
}
