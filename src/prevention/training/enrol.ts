import { SYSTEM, type Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Provider } from "../../market/providers/provider.entity";
import { Enrolment } from "./enrolment.entity";
import { remindAt } from "./enrolment-schedule.pure";
import { factsOf, recordTraining } from "./record-training";

type Wanted = Pick<Enrolment, "courseId" | "reason"> &
  Partial<Pick<Enrolment, "penaltyId" | "assignedById" | "note" | "dueAt">>;

/** Writes the row and notifies the provider, which is locked; checks nothing. Without `dueAt` the house rule for its reason sets it. */
export async function enrol(tx: Tx, provider: Provider, wanted: Wanted, author: Author = SYSTEM): Promise<string> {
  const rules = await HouseRules.inForce(tx, tx.now);
  const dueAt = wanted.dueAt ?? tx.now + rules.number(`training.due.${wanted.reason}`, "days") * DAY;
  const enrolment = Object.assign(new Enrolment(), {
    penaltyId: null,
    assignedById: null,
    note: null,
    ...wanted,
    id: newId(Enrolment),
    providerId: provider.id,
    status: "OPEN" as const,
    assignedAt: tx.now,
    dueAt,
    remindAt: remindAt(tx.now, dueAt, rules.number("training.reminder", "days")),
    passedAt: null,
    cancelledAt: null,
    cancelReason: null,
  });
  tx.insert(Enrolment, enrolment);
  recordTraining(tx, provider, author, "TRAINING_ASSIGNED", factsOf(enrolment));
  return enrolment.id;
}
