import type { Author } from "../../accounts/account/record-on-account";
import type { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { cancelInstruction } from "./cancel-instruction";
import type { PaymentInstruction } from "./payment-instruction.entity";

/** Finance has settled a payment: the payment side is not asked for it again, and what it still says of it is looked into. */
export async function settledByHand(
  tx: Tx,
  provider: Provider,
  instructions: readonly PaymentInstruction[],
  author: Author,
): Promise<void> {
  for (const instruction of instructions) await cancelInstruction(tx, provider, instruction, author);
}
