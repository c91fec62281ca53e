import { dueOf } from "../complaints/case-clocks";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { FileSettlementProofInput } from "./settlement.types";
import { currentSettlement } from "./settlement.queries";

export async function fileSettlementProof(tx: Tx, actor: Actor, input: FileSettlementProofInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "FILE_SETTLEMENT_PROOF");
  const settlement = await currentSettlement(caseFile);
  tx.change(settlement, { proof: input.proof, proofFiledAt: tx.now });
  caseFile.timers.stop("SETTLEMENT_DUE");
  caseFile.timers.start("SETTLEMENT_OBJECTION", tx.now, dueOf(caseFile.rules, "SETTLEMENT_OBJECTION", tx.now));
  caseFile.apply(
    { type: "SETTLEMENT_PROOF_FILED", data: { settlementId: settlement.id, proof: input.proof } },
    caseFile.spoken(),
  );
  return { complaintId: caseFile.complaint.id };
}
