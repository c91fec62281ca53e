import type { InstructionState } from "./instruction-enums.types";

/** From which state which others follow; an answer may arrive before the acceptance that it answers. */
export const INSTRUCTION_LIFECYCLE: Readonly<Record<InstructionState, readonly InstructionState[]>> = {
  REQUESTED: ["SENT", "CONFIRMED", "FAILED", "CANCELLED"],
  SENT: ["CONFIRMED", "FAILED", "CANCELLED"],
  CONFIRMED: [],
  FAILED: [],
  CANCELLED: [],
};
