import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { receive } from "../../case/returns/return-changes";
import { currentReturn, endWithRefund, endWithoutRefund } from "./return-outcomes";

/** RETURN_WINDOW expired: the consumer kept the goods. RETURN_CONTEST expired: the provider's report about them is accepted. */
export async function returnLapses(file: CaseFile): Promise<void> {
  const goods = await currentReturn(file);
  const data = { returnId: goods.id, because: file.move.action };
  await endWithoutRefund(file, goods, { type: "RETURN_LAPSED", data });
}

/** RETURN_RECEIPT expired: a provider that reports nothing counts as having received the goods intact. */
export async function receivedBySilence(file: CaseFile): Promise<void> {
  const goods = await currentReturn(file);
  receive(file.tx, goods, null, null);
  await endWithRefund(file, goods, {
    type: "RETURN_RECEIVED",
    data: { returnId: goods.id, because: file.move.action },
  });
}

/** RETURN_DECISION expired: the platform's lateness decides nothing. It is recorded, and the reminder starts again. */
export async function returnDecisionLate(file: CaseFile): Promise<void> {
  const { id } = await currentReturn(file);
  file.timers.start("RETURN_DECISION", file.now, dueOf(file.rules, "RETURN_DECISION", file.now));
  file.apply({ type: "RETURN_DECISION_LATE", data: { returnId: id } });
}
