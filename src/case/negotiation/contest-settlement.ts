import { CaseFile, type CaseResult } from "../complaints/case-file";
import { HEARD_ANEW } from "../complaints/heard-anew.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { ContestSettlementInput } from "./settlement.types";
import { currentSettlement } from "./settlement.queries";

/** CONTEST_SETTLEMENT and SETTLEMENT_DEFAULTS: a settlement that is contested or not performed speaks against the provider. */
export async function contestSettlement(tx: Tx, actor: Actor, input: ContestSettlementInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONTEST_SETTLEMENT");
  const settlement = await currentSettlement(caseFile);
  tx.change(settlement, { contestedAt: tx.now, contestReason: input.reason });
  caseFile.apply(
    { type: "SETTLEMENT_CONTESTED", data: { settlementId: settlement.id, reason: input.reason } },
    { ...HEARD_ANEW, presumedBroken: true },
  );
  return { complaintId: caseFile.complaint.id };
}
