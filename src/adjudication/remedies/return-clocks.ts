import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { receive } from "../../case/returns/return-changes";
import { currentReturn, nothingIsRefunded, refundBegins } from "./return-outcomes";

/** RETURN_WINDOW ran out: the consumer kept the goods. RETURN_CONTEST ran out: what the provider says of them stands. */
export async function returnLapses(caseFile: CaseFile): Promise<void> {
  const goods = await currentReturn(caseFile);
  const data = { returnId: goods.id, because: caseFile.move.action };
  await nothingIsRefunded(caseFile, goods, { type: "RETURN_LAPSED", data });
}

/** RETURN_RECEIPT ran out: whoever says nothing of the goods has received them intact. */
export async function receivedBySilence(caseFile: CaseFile): Promise<void> {
  const goods = await currentReturn(caseFile);
  receive(caseFile.tx, goods, null, null);
  await refundBegins(caseFile, goods, {
    type: "RETURN_RECEIVED",
    data: { returnId: goods.id, because: caseFile.move.action },
  });
}

/** RETURN_DECISION ran out: the platform's lateness decides nothing. It is told, and the reminder starts anew. */
export async function returnDecisionLate(caseFile: CaseFile): Promise<void> {
  const { id } = await currentReturn(caseFile);
  caseFile.timers.start("RETURN_DECISION", caseFile.now, dueOf(caseFile.rules, "RETURN_DECISION", caseFile.now));
  caseFile.apply({ type: "RETURN_DECISION_LATE", data: { returnId: id } });
}
