import type { Author } from "../../accounts/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { EventData } from "../../platform/database/event";
import type { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import type { Enrolment } from "./enrolment.entity";

/** What becomes of an enrolment is for those inside. In the provider's inbox, unless one of its members did it. */
export function recordTraining(
  tx: Tx,
  provider: Provider,
  author: Author,
  type: `TRAINING_${"ASSIGNED" | "DUE_SOON" | "OVERDUE" | "PASSED" | "FAILED" | "CANCELLED"}`,
  enrolment: Pick<Enrolment, "id" | "courseId" | "reason" | "dueAt">,
  more: EventData = {},
): void {
  const { id, courseId, reason, dueAt } = enrolment;
  const told = author.actorRole.startsWith("PROVIDER") ? [] : [provider.id];
  recordOnProvider(tx, provider, type, author, "MEMBERS", { enrolmentId: id, courseId, reason, dueAt, ...more }, told);
}
