import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import type { Enrolment } from "./enrolment.entity";

type Facts = Pick<Enrolment, "courseId" | "reason" | "dueAt"> & { enrolmentId: string };

export const factsOf = ({
  id,
  courseId,
  reason,
  dueAt,
}: Pick<Enrolment, "id" | "courseId" | "reason" | "dueAt">): Facts => ({
  enrolmentId: id,
  courseId,
  reason,
  dueAt,
});

/** Events of an enrolment are internal. The provider is notified unless one of its members acted. */
export function recordTraining<
  T extends `TRAINING_${"ASSIGNED" | "DUE_SOON" | "OVERDUE" | "PASSED" | "FAILED" | "CANCELLED"}`,
>(tx: Tx, provider: Provider, author: Author, type: T, data: Events[T]): void {
  const notify = author.actorRole.startsWith("PROVIDER") ? [] : [provider.id];
  recordOnProvider(tx, provider, type, author, "MEMBERS", data, notify);
}
