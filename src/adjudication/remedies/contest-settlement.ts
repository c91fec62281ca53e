import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { HEARD_ANEW } from "../../case/complaints/heard-anew.pure";
import { contest } from "../../case/negotiation/settlement-changes";
import { currentSettlement } from "../../case/negotiation/settlement.queries";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { doubtRemedy } from "./contest-remedy";
import { RemediesOfCase } from "./remedies-of-case";
import { remedyOfSettlement } from "./remedy-of-settlement";
import type { ContestSettlementInput } from "./settlement.types";

/**
 * CONTEST_SETTLEMENT. Where money is owed, its proof is doubted as that of a remedy is. Otherwise the platform hears the case, and that
 * the settlement is contested speaks against the provider.
 */
export async function contestSettlement(tx: Tx, actor: Actor, input: ContestSettlementInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONTEST_SETTLEMENT");
  const { reason } = input;
  const settlement = await currentSettlement(caseFile);
  contest(tx, settlement, reason);
  if (caseFile.facts.settlementOwesMoney) {
    const { id } = await remedyOfSettlement(caseFile, settlement);
    const remedies = await RemediesOfCase.read(caseFile);
    await doubtRemedy(caseFile, remedies, remedies.named(id), reason);
  } else {
    caseFile
      .towards("SUBMITTED")
      .apply(
        { type: "SETTLEMENT_CONTESTED", data: { settlementId: settlement.id, reason } },
        { ...HEARD_ANEW, presumedBroken: true },
      );
  }
  return { complaintId: caseFile.complaint.id };
}
