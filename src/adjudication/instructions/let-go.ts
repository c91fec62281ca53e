import { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { cancelInstruction } from "./cancel-instruction";
import { PaymentInstruction } from "./payment-instruction.entity";

/**
 * These payments are no longer wanted. Instructions of which nobody was told are cancelled; returned are the payments whose money may be
 * moving, or has moved: those cannot be taken back, only answered by a payment in the other direction.
 */
export async function letGo(tx: Tx, providerId: string, paymentId: readonly string[]): Promise<ReadonlySet<string>> {
  if (paymentId.length === 0) return new Set();
  const provider = await tx.lock(Provider, providerId);
  if (!provider) throw new Error(`provider ${providerId} not found`);
  const instructions = await tx.find(PaymentInstruction, { paymentId: [...paymentId] }, "ORDER BY id");
  for (const instruction of instructions) if (!mayMove(instruction)) await cancelInstruction(tx, provider, instruction);
  return moved(instructions);
}

/** Those whose money may be moving. The caller has locked the provider. */
export const movingOf = async (tx: Tx, paymentId: readonly string[]): Promise<ReadonlySet<string>> =>
  paymentId.length === 0 ? new Set() : moved(await tx.find(PaymentInstruction, { paymentId: [...paymentId] }));

const mayMove = ({ applyAt, isOpen, attempts }: PaymentInstruction): boolean =>
  applyAt !== null || (isOpen && attempts > 0);

const moved = (instructions: readonly PaymentInstruction[]): ReadonlySet<string> =>
  new Set(instructions.filter(mayMove).flatMap(({ paymentId }) => paymentId ?? []));
