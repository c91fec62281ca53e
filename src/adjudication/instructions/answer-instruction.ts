import type { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { InstructionFailure, InstructionFlag } from "./instruction-enums.types";
import { judgeAnswer, type Answer } from "./judge-answer.pure";
import { lockInstruction } from "./lock-instruction";
import type { PaymentInstruction } from "./payment-instruction.entity";
import { factsOf, recordInstruction } from "./record-instruction";

export interface SignedAnswer extends Answer {
  instructionId: string;
  reference: string;
  failure: InstructionFailure | null;
  movedAt: number;
}

/**
 * What the payment side says became of an instruction. It is kept before it has any consequences (`applyAt`), since those may have to wait;
 * of what contradicts the instruction nothing is kept but the contradiction, and the caller refuses it after the commit.
 */
export async function answerInstruction(
  tx: Tx,
  answer: SignedAnswer,
): Promise<{ instruction: PaymentInstruction; flag: InstructionFlag | null }> {
  const { instructionId, outcome, reference, failure, movedAt } = answer;
  const locked = await lockInstruction(tx, instructionId);
  // Nobody can know of one that was never sent.
  if (!locked || locked.instruction.attempts === 0) throw new Refusal("NOT_FOUND", { field: "instructionId" });
  const { instruction, provider } = locked;
  const judgement = judgeAnswer(instruction, answer);
  if (judgement === "SAME") return { instruction, flag: null };
  if (judgement !== "NEW") {
    await flag(tx, provider, instruction, judgement);
    return { instruction, flag: judgement };
  }
  const answered = { answeredAt: tx.now, movedAt, reference, dueAt: null };
  tx.change(instruction, { ...answered, state: outcome, failure, applyAt: tx.now });
  if (failure === null)
    await recordInstruction(tx, provider, "INSTRUCTION_CONFIRMED", { ...factsOf(instruction), reference });
  else await recordInstruction(tx, provider, "INSTRUCTION_FAILED", { ...factsOf(instruction), failure });
  return { instruction, flag: null };
}

/** Told once, however often it is repeated. */
async function flag(
  tx: Tx,
  provider: Provider,
  instruction: PaymentInstruction,
  contradiction: InstructionFlag,
): Promise<void> {
  if (instruction.flag === contradiction && instruction.flaggedAt !== null) return;
  tx.change(instruction, { flag: contradiction, flaggedAt: tx.now });
  await recordInstruction(tx, provider, "INSTRUCTION_FLAGGED", { ...factsOf(instruction), flag: contradiction });
}
