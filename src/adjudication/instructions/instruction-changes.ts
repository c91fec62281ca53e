import type { Tx } from "../../platform/database/tx";
import { lockInstruction } from "./lock-instruction";

/** What was answered is to be applied at that time; null: it has been. */
export async function applyAt(tx: Tx, id: string, at: number | null): Promise<void> {
  const locked = await lockInstruction(tx, id);
  if (locked && locked.instruction.applyAt !== null) tx.change(locked.instruction, { applyAt: at });
}
