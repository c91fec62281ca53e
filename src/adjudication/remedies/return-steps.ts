import { dueOf } from "../../case/complaints/case-clocks";
import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { stopReturnClocks } from "../../case/returns/end-return";
import { contest, decide, receive, ship } from "../../case/returns/return-changes";
import { currentReturn, nothingIsRefunded, refundBegins } from "./return-outcomes";
import type { ContestReturnInput, DecideReturnInput, ReceiveReturnInput, ShipReturnInput } from "./return.types";

export async function shipReturn(tx: Tx, actor: Actor, { shipment, ...input }: ShipReturnInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "SHIP_RETURN");
  const goods = await currentReturn(file);
  ship(tx, goods, shipment);
  const receiptDueAt = startOnly(file, "RETURN_RECEIPT");
  file.apply({ type: "RETURN_SHIPPED", data: { returnId: goods.id, shipment, receiptDueAt } });
  return { complaintId: file.complaint.id };
}

export async function receiveReturn(
  tx: Tx,
  actor: Actor,
  { condition, note, ...input }: ReceiveReturnInput,
): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "RECEIVE_RETURN");
  if (condition !== "INTACT" && !note)
    throw new Refusal("BAD_USER_INPUT", { reason: "return.noteNeeded", field: "input.note" });
  const goods = await currentReturn(file);
  receive(tx, goods, condition, note ?? null);
  const data = { returnId: goods.id, condition, note: note ?? null };
  if (condition === "INTACT") await refundBegins(file, goods, { type: "RETURN_RECEIVED", data });
  else {
    const contestableUntil = startOnly(file, "RETURN_CONTEST");
    file.apply({ type: "RETURN_REJECTED", data: { ...data, contestableUntil } });
  }
  return { complaintId: file.complaint.id };
}

export async function contestReturn(
  tx: Tx,
  actor: Actor,
  { reason, ...input }: ContestReturnInput,
): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "CONTEST_RETURN");
  const goods = await currentReturn(file);
  contest(tx, goods, reason);
  const decisionDueAt = startOnly(file, "RETURN_DECISION");
  file.apply({ type: "RETURN_CONTESTED", data: { returnId: goods.id, reason, decisionDueAt } });
  return { complaintId: file.complaint.id };
}

/** Without a lease: the case is not in the queue, and there is one thing to decide. */
export async function decideReturn(
  tx: Tx,
  actor: Actor,
  { forConsumer, reason, ...input }: DecideReturnInput,
): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "DECIDE_RETURN");
  const goods = await currentReturn(file);
  decide(tx, goods, actor.accountId, reason);
  const end = forConsumer ? refundBegins : nothingIsRefunded;
  await end(file, goods, {
    type: "RETURN_DECIDED",
    data: { returnId: goods.id, decision: forConsumer ? "FOR_CONSUMER" : "FOR_PROVIDER", reason },
  });
  return { complaintId: file.complaint.id };
}

/** The return's next step has its own clock, in place of the one before. Answers when it runs out. */
function startOnly(file: CaseFile, clock: "RETURN_RECEIPT" | "RETURN_CONTEST" | "RETURN_DECISION"): number {
  stopReturnClocks(file);
  const dueAt = dueOf(file.rules, clock, file.now);
  file.timers.start(clock, file.now, dueAt);
  return dueAt;
}
