import { dueOf } from "../complaints/case-clocks";
import type { CaseFile } from "../complaints/case-file";
import { Order } from "../../market/orders/order.entity";
import type { Money } from "../../platform/graphql/money";
import { newId } from "../../platform/ids";
import { ReturnCase } from "./return-case.entity";

/** What a return belongs to. */
export type ReturnOf = { settlementId: string } | { remedyId: string };

/**
 * The window opens with the arrow that `file` is about to take. Answers when the goods are back at the latest, if nobody disputes it:
 * from then the refund's own time runs. What comes back is the order's price unless something else was agreed.
 */
export async function openReturn(file: CaseFile, of: ReturnOf, agreed: Money | null = null): Promise<number> {
  const { tx, rules } = file;
  const refund = agreed ?? (await tx.byId(Order, file.complaint.orderId))?.price;
  if (!refund) throw new Error(`${file.complaint.id} is about an order that is gone`);
  const id = newId(ReturnCase);
  const shipBy = dueOf(rules, "RETURN_WINDOW", tx.now);
  tx.insert(ReturnCase, {
    id,
    complaintId: file.complaint.id,
    ...of,
    status: "OPEN",
    openedAt: tx.now,
    shipBy,
    refundAmount: refund.amount,
    refundCurrency: refund.currency,
  });
  file.startsWith("RETURN_WINDOW", shipBy);
  file.alongside({ type: "RETURN_OPENED", data: { returnId: id, ...of, shipBy, refundAmount: refund.amount } });
  return dueOf(rules, "RETURN_RECEIPT", shipBy);
}
