import type { CaseFile } from "../complaints/case-file";
import { currentSettlement } from "./settlement.queries";

export async function settlementDefaults(file: CaseFile): Promise<void> {
  const settlement = await currentSettlement(file);
  file.tx.change(settlement, { defaultedAt: file.now });
  file.apply(
    { type: "SETTLEMENT_DEFAULTED", data: { settlementId: settlement.id, dueAt: settlement.dueAt } },
    { presumedBroken: true },
  );
}
