import type { CaseRecord } from "../../case/complaints/case-events";
import type { CaseFile } from "../../case/complaints/case-file";
import { startSettlementRefund } from "../../case/negotiation/start-settlement-refund";
import type { Events } from "../../platform/database/event";
import { creditReceived } from "./owed-back";
import { RemediesOfCase } from "./remedies-of-case";
import { endReturn } from "../../case/returns/end-return";
import { stopReturnClocks } from "../../case/returns/stop-return-clocks";
import { holdIntact } from "../../case/returns/return-changes";
import { ReturnCase } from "../../case/returns/return-case.entity";

/** The event for the provider's or the moderator's decision, or for silence. */
type ReturnEvent<T extends CaseRecord> = { [K in T]: { type: K; data: Events[K] } }[T];

/** The one under way: a case has one return at a time. */
export async function currentReturn({ tx, complaint }: CaseFile): Promise<ReturnCase> {
  const goods = await tx.findOne(ReturnCase, { complaintId: complaint.id }, "ORDER BY id DESC");
  if (!goods) throw new Error(`${complaint.id} has no return`);
  return goods;
}

/** The goods are back and intact, or count as intact: the time for the refund begins, unless the consumer has had the money before. */
export async function endWithRefund(
  caseFile: CaseFile,
  goods: ReturnCase,
  { type, data }: ReturnEvent<"RETURN_RECEIVED" | "RETURN_DECIDED">,
): Promise<void> {
  const { settlementId, remedyId } = goods;
  holdIntact(caseFile.tx, goods);
  stopReturnClocks(caseFile);
  if (settlementId !== null) {
    const refundDueAt = await startSettlementRefund(caseFile, settlementId);
    return caseFile.apply({ type, data: { ...data, refundDueAt } });
  }
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.ofReturn(remedyId ?? "");
  await creditReceived(caseFile, [remedy]);
  const due = remedy.isDone ? {} : { refundDueAt: remedies.startRefund(remedy) };
  await remedies.step(type, remedy, { ...data, ...due });
}

/** Nothing was returned, so nothing is refunded: the settlement is over, the remedy counts as waived. */
export async function endWithoutRefund(
  caseFile: CaseFile,
  { settlementId, remedyId }: ReturnCase,
  { type, data }: ReturnEvent<"RETURN_LAPSED" | "RETURN_DECIDED">,
): Promise<void> {
  if (settlementId !== null) {
    endReturn(caseFile, { settlementId }, "LAPSED");
    caseFile.apply({ type, data });
    return caseFile
      .follow("CLOSE_RETURN_LAPSED")
      .apply({ type: "COMPLAINT_SETTLED", data: { because: "RETURN_LAPSED" } });
  }
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.ofReturn(remedyId ?? "");
  caseFile.tx.change(remedy, { waivedAt: caseFile.now });
  await remedies.step(type, remedy, { remedyId: remedy.id, ...data });
}
