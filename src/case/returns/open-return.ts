import { dueOf } from "../complaints/case-clocks";
import type { CaseFile } from "../complaints/case-file";
import type { Money } from "../../platform/graphql/money";
import { newId } from "../../platform/ids";
import { ReturnCase } from "./return-case.entity";

/** What a return belongs to. */
export type ReturnOf = { settlementId: string } | { remedyId: string };

/**
 * The window opens with the arrow that `caseFile` is about to take. Returns the time by which the goods are back if no one disputes it:
 * from then the refund's own time runs.
 */
export function openReturn(caseFile: CaseFile, of: ReturnOf, refund: Money): number {
  const { tx, rules } = caseFile;
  const id = newId(ReturnCase);
  const shipBy = dueOf(rules, "RETURN_WINDOW", tx.now);
  tx.insert(ReturnCase, {
    id,
    complaintId: caseFile.complaint.id,
    ...of,
    status: "OPEN",
    openedAt: tx.now,
    shipBy,
    refundAmount: refund.amount,
    refundCurrency: refund.currency,
  });
  caseFile.startsWith("RETURN_WINDOW", shipBy);
  caseFile.alongside({ type: "RETURN_OPENED", data: { returnId: id, ...of, shipBy, refundAmount: refund.amount } });
  return dueOf(rules, "RETURN_RECEIPT", shipBy);
}
