import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { receive } from "../../case/returns/return-changes";
import { currentReturn, nothingIsRefunded, refundBegins } from "./return-outcomes";

/** RETURN_WINDOW ran out: the consumer kept the goods. RETURN_CONTEST ran out: what the provider says of them stands. */
export async function returnLapses(file: CaseFile): Promise<void> {
  const data = { because: file.move.action };
  await nothingIsRefunded(file, await currentReturn(file), { type: "RETURN_LAPSED", data });
}

/** RETURN_RECEIPT ran out: whoever says nothing of the goods has received them intact. */
export async function receivedBySilence(file: CaseFile): Promise<void> {
  const goods = await currentReturn(file);
  receive(file.tx, goods, null, null);
  await refundBegins(file, goods, { type: "RETURN_RECEIVED", data: { because: file.move.action } });
}

/** RETURN_DECISION ran out: the platform's lateness decides nothing. It is told, and the reminder starts anew. */
export async function returnDecisionLate(file: CaseFile): Promise<void> {
  const { id } = await currentReturn(file);
  file.timers.start("RETURN_DECISION", file.now, dueOf(file.rules, "RETURN_DECISION", file.now));
  file.apply({ type: "RETURN_DECISION_LATE", data: { returnId: id } });
}
