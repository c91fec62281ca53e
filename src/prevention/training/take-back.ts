import { SYSTEM, type Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../../market/providers/provider.entity";
import type { Enrolment } from "./enrolment.entity";
import { factsOf, recordTraining } from "./record-training";

/** As if it had not been assigned: it is no longer open and no longer counts. */
export function takeBack(
  tx: Tx,
  provider: Provider,
  enrolment: Enrolment,
  author: Author = SYSTEM,
  cancelReason: string | null = null,
): void {
  tx.change(enrolment, { status: "CANCELLED", cancelledAt: tx.now, cancelReason, remindAt: null });
  recordTraining(tx, provider, author, "TRAINING_CANCELLED", factsOf(enrolment));
}
