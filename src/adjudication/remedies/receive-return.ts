import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { receive } from "../../case/returns/return-changes";
import { currentReturn, endWithRefund } from "./return-outcomes";
import type { ReceiveReturnInput } from "./return.types";
import { startReturnClock } from "./start-return-clock";

export async function receiveReturn(
  tx: Tx,
  actor: Actor,
  { condition, text, ...input }: ReceiveReturnInput,
): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "RECEIVE_RETURN");
  if (condition !== "INTACT" && !text)
    throw new Refusal("BAD_USER_INPUT", { reason: "return.noteNeeded", field: "input.text" });
  const goods = await currentReturn(caseFile);
  receive(tx, goods, condition, text ?? null);
  const data = { returnId: goods.id, condition, note: text ?? null };
  if (condition === "INTACT") await endWithRefund(caseFile, goods, { type: "RETURN_RECEIVED", data });
  else {
    const contestableUntil = startReturnClock(caseFile, "RETURN_CONTEST");
    caseFile.apply({ type: "RETURN_REJECTED", data: { ...data, contestableUntil } });
  }
  return { complaintId: caseFile.complaint.id };
}
