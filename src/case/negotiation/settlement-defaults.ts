import type { CaseFile } from "../complaints/case-file";
import { HEARD_ANEW } from "../complaints/heard-anew.pure";
import { currentSettlement } from "./settlement.queries";

export async function settlementDefaults(caseFile: CaseFile): Promise<void> {
  const settlement = await currentSettlement(caseFile);
  caseFile.tx.change(settlement, { defaultedAt: caseFile.now });
  caseFile.apply(
    { type: "SETTLEMENT_DEFAULTED", data: { settlementId: settlement.id, dueAt: settlement.dueAt } },
    { ...HEARD_ANEW, presumedBroken: true },
  );
}
