import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { ConfirmSettlementInput } from "./settlement.types";
import { settle } from "./settle";

export async function confirmSettlement(tx: Tx, actor: Actor, input: ConfirmSettlementInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONFIRM_SETTLEMENT");
  return settle(caseFile, "SETTLEMENT_CONFIRMED");
}
