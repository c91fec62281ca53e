import { SYSTEM } from "../../accounts/account/record-on-account";
import { sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { Provider } from "../../market/providers/provider.entity";
import { dueEnrolments } from "./enrolment.queries";
import { Enrolment } from "./enrolment.entity";
import { factsOf, recordTraining } from "./record-training";

/** Sends reminders of enrolments due soon, and records those overdue. */
export const sweepTraining: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) => dueEnrolments(database, clock.now(), limit),
    act: tell,
    what: "an enrolment that is due could not be told",
  });

/** After a long outage, an overdue enrolment no longer gets a reminder. */
async function tell(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.byId(Enrolment, id);
  const provider = found && (await tx.lock(Provider, found.providerId));
  const enrolment = provider && (await tx.byId(Enrolment, id));
  if (!provider || enrolment?.status !== "OPEN") return false;
  if (enrolment.dueAt <= tx.now) {
    tx.change(enrolment, { status: "OVERDUE", remindAt: null });
    recordTraining(tx, provider, SYSTEM, "TRAINING_OVERDUE", factsOf(enrolment));
  } else if (enrolment.remindAt !== null && enrolment.remindAt <= tx.now) {
    tx.change(enrolment, { remindAt: null });
    recordTraining(tx, provider, SYSTEM, "TRAINING_DUE_SOON", factsOf(enrolment));
  } else return false;
  return true;
}
