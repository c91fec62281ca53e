import type { InstructionFlag } from "./instruction-enums.types";
import { INSTRUCTION_LIFECYCLE } from "./instruction.lifecycle";
import type { PaymentInstruction } from "./payment-instruction.entity";

export interface Answer {
  outcome: "CONFIRMED" | "FAILED";
  amount: number | null;
  currency: string | null;
}

/** NEW: it counts. SAME: it was said before, or changes nothing. */
type Judgement = "NEW" | "SAME" | InstructionFlag;

/** A contradiction has no consequences but that people look into it. */
export function judgeAnswer(
  { state, amount, currency }: Pick<PaymentInstruction, "state" | "amount" | "currency">,
  answer: Answer,
): Judgement {
  if (answer.amount !== amount || answer.currency !== currency) return "SUM_DIFFERS";
  if (INSTRUCTION_LIFECYCLE[state].includes(answer.outcome)) return "NEW";
  if (state === answer.outcome || (state === "CANCELLED" && answer.outcome === "FAILED")) return "SAME";
  if (state === "CONFIRMED") return "FAILED_AFTER_CONFIRMED";
  return state === "FAILED" ? "CONFIRMED_AFTER_FAILED" : "CONFIRMED_AFTER_CANCELLED";
}
