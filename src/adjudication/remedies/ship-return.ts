import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { ship } from "../../case/returns/return-changes";
import { currentReturn } from "./return-outcomes";
import type { ShipReturnInput } from "./return.types";
import { startReturnClock } from "./start-return-clock";

export async function shipReturn(tx: Tx, actor: Actor, { shipment, ...input }: ShipReturnInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "SHIP_RETURN");
  const goods = await currentReturn(caseFile);
  ship(tx, goods, shipment);
  const receiptDueAt = startReturnClock(caseFile, "RETURN_RECEIPT");
  caseFile.apply({ type: "RETURN_SHIPPED", data: { returnId: goods.id, shipment, receiptDueAt } });
  return { complaintId: caseFile.complaint.id };
}
