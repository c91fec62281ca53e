import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { receive } from "../../case/returns/return-changes";
import { currentReturn, endWithRefund, endWithoutRefund } from "./return-outcomes";

/** RETURN_WINDOW expired: the consumer kept the goods. RETURN_CONTEST expired: the provider's report about them is accepted. */
export async function returnLapses(caseFile: CaseFile): Promise<void> {
  const goods = await currentReturn(caseFile);
  const data = { returnId: goods.id, because: caseFile.move.action };
  await endWithoutRefund(caseFile, goods, { type: "RETURN_LAPSED", data });
}

/** RETURN_RECEIPT expired: a provider that reports nothing counts as having received the goods intact. */
export async function receivedBySilence(caseFile: CaseFile): Promise<void> {
  const goods = await currentReturn(caseFile);
  receive(caseFile.tx, goods, null, null);
  await endWithRefund(caseFile, goods, {
    type: "RETURN_RECEIVED",
    data: { returnId: goods.id, because: caseFile.move.action },
  });
}

/** RETURN_DECISION expired: the platform's lateness decides nothing. It is recorded, and the reminder starts again. */
export async function returnDecisionLate(caseFile: CaseFile): Promise<void> {
  const { id } = await currentReturn(caseFile);
  caseFile.timers.start("RETURN_DECISION", caseFile.now, dueOf(caseFile.rules, "RETURN_DECISION", caseFile.now));
  caseFile.apply({ type: "RETURN_DECISION_LATE", data: { returnId: id } });
}
