import { dueOf } from "../../case/complaints/case-clocks";
import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { prove } from "../../case/negotiation/settlement-changes";
import { currentSettlement } from "../../case/negotiation/settlement.queries";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { namesProof, proveRemedy } from "./prove-remedy";
import { remedyOfSettlement } from "./remedy-of-settlement";
import type { FileSettlementProofInput } from "./settlement.types";

export async function fileSettlementProof(tx: Tx, actor: Actor, input: FileSettlementProofInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "FILE_SETTLEMENT_PROOF");
  const settlement = await currentSettlement(caseFile);
  if (caseFile.facts.settlementOwesMoney)
    await proveRemedy(caseFile, actor, await remedyOfSettlement(caseFile, settlement), input);
  else if (namesProof(input))
    throw new Refusal("BAD_USER_INPUT", { reason: "settlement.owesNoMoney", field: "input.text" });
  prove(tx, settlement, input.text);
  caseFile.timers.stop("SETTLEMENT_DUE");
  caseFile.timers.start("SETTLEMENT_OBJECTION", tx.now, dueOf(caseFile.rules, "SETTLEMENT_OBJECTION", tx.now));
  caseFile.apply(
    { type: "SETTLEMENT_PROOF_FILED", data: { settlementId: settlement.id, proof: input.text } },
    caseFile.spoken(),
  );
  return { complaintId: caseFile.complaint.id };
}
