import { holdersOf } from "../../accounts/roles/overseers.queries";
import { SYSTEM, type Author } from "../../accounts/account/record-on-account";
import type { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import type { Events } from "../../platform/database/event";
import type { Tx } from "../../platform/database/tx";
import type { InstructionKind } from "./instruction-enums.types";
import type { Instructed } from "./instruction-events";
import type { PaymentInstruction } from "./payment-instruction.entity";

type InstructionFact =
  | "INSTRUCTION_REQUESTED"
  | "INSTRUCTION_SENT"
  | "INSTRUCTION_CONFIRMED"
  | "INSTRUCTION_FAILED"
  | "INSTRUCTION_CANCELLED"
  | "INSTRUCTION_OVERDUE"
  | "INSTRUCTION_FLAGGED"
  | "INSTRUCTION_LOOKED_INTO";

/** What the provider itself has left to the payment side. */
const ASKED_BY_PROVIDER: ReadonlySet<InstructionKind> = new Set(["REFUND", "FINE", "DEPOSIT"]);

/** What finance has to look into. */
const TOLD: ReadonlySet<InstructionFact> = new Set([
  "INSTRUCTION_FAILED",
  "INSTRUCTION_OVERDUE",
  "INSTRUCTION_FLAGGED",
]);

/** In the history of the provider whose money it is. */
export async function recordInstruction<T extends InstructionFact>(
  tx: Tx,
  provider: Provider,
  type: T,
  data: Events[T],
  author: Author = SYSTEM,
): Promise<void> {
  const told = TOLD.has(type) ? await holdersOf(tx, ["FINANCE"]) : [];
  if (type === "INSTRUCTION_FAILED" && ASKED_BY_PROVIDER.has(data.instruction)) told.push(provider.id);
  recordOnProvider(tx, provider, type, author, "MEMBERS", data, told);
}

export const factsOf = ({ id, kind, paymentId, amount, currency }: PaymentInstruction): Instructed => ({
  instructionId: id,
  instruction: kind,
  ...(paymentId !== null && { paymentId }),
  ...(amount !== null && currency !== null && { amount, currency }),
});
