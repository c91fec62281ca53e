import { UniqueViolation } from "../../platform/database/faults";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";

/** Sends the pending writes, so that a unique key is violated here, where the input field it concerns is known. */
export async function refuseDuplicates(tx: Tx, fieldOf: Record<string, string>): Promise<void> {
  try {
    await tx.query("SELECT 1");
  } catch (error) {
    if (error instanceof UniqueViolation && error.constraint in fieldOf) {
      throw new Refusal("ALREADY_EXISTS", { field: fieldOf[error.constraint] });
    }
    throw error;
  }
}
