import { UniqueViolation } from "../platform/database/faults";
import type { Tx } from "../platform/database/tx";
import { Refusal } from "../platform/refusal";

/** Sends the writes that wait, so that a unique key speaks up here, where it is known which input field it means. */
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
