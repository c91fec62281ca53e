import type { Author } from "../../accounts/account/record-on-account";
import type { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { INSTRUCTION_LIFECYCLE } from "./instruction.lifecycle";
import type { PaymentInstruction } from "./payment-instruction.entity";
import { factsOf, recordInstruction } from "./record-instruction";

/** Nobody was told of it, or somebody has settled its payment otherwise. One that is answered stays as it is. */
export async function cancelInstruction(
  tx: Tx,
  provider: Provider,
  instruction: PaymentInstruction,
  author?: Author,
): Promise<void> {
  if (!INSTRUCTION_LIFECYCLE[instruction.state].includes("CANCELLED")) return;
  tx.change(instruction, { state: "CANCELLED", dueAt: null });
  await recordInstruction(tx, provider, "INSTRUCTION_CANCELLED", factsOf(instruction), author);
}
