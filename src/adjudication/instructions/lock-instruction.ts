import { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { PaymentInstruction } from "./payment-instruction.entity";

interface LockedInstruction {
  instruction: PaymentInstruction;
  provider: Provider;
}

/** As it is under its provider's lock: it may have changed since it was found. */
export async function lockInstruction(tx: Tx, id: string): Promise<LockedInstruction | null> {
  const found = isIdOf(PaymentInstruction, id) ? await tx.byId(PaymentInstruction, id) : null;
  if (!found) return null;
  const provider = await tx.lock(Provider, found.providerId);
  const instruction = await tx.byId(PaymentInstruction, id);
  if (!provider || !instruction) throw new Error(`${id} has no provider`);
  return { instruction, provider };
}
