import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { ContestSettlementInput } from "./settlement.types";
import { currentSettlement } from "./settlement.queries";

/** Row 9: what was agreed and then disputed or not done speaks against the provider. */
export async function contestSettlement(tx: Tx, actor: Actor, input: ContestSettlementInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "CONTEST_SETTLEMENT");
  const settlement = await currentSettlement(file);
  tx.change(settlement, { contestedAt: tx.now, contestReason: input.reason });
  file.apply(
    { type: "SETTLEMENT_CONTESTED", data: { settlementId: settlement.id, reason: input.reason } },
    { presumedBroken: true },
  );
  return { complaintId: file.complaint.id };
}
