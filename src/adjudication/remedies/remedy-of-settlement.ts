import type { CaseFile } from "../../case/complaints/case-file";
import { worthOf } from "../../case/complaints/remedy-kind.pure";
import { lockOrderMoney } from "../../case/complaints/lock-order-money";
import { Offer } from "../../case/negotiation/offer.entity";
import type { Settlement } from "../../case/negotiation/settlement.entity";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { cancelUnruled } from "./cancel-unruled";
import { Remedy, UNTOUCHED } from "./remedy.entity";

/** What a settlement owes, once it was written down; null before, and where it owes no money. */
export const agreedRemedy = (tx: Tx, settlementId: string): Promise<Remedy | null> =>
  tx.findOne(Remedy, { settlementId });

/**
 * What was agreed is owed like what is ordered, without a ruling: proved, contested, verified and paid from the deposit as that is.
 * Whatever the case owed before without a ruling, it replaces.
 */
export async function remedyOfSettlement(caseFile: CaseFile, settlement: Settlement): Promise<Remedy> {
  const { tx, complaint } = caseFile;
  const written = await agreedRemedy(tx, settlement.id);
  if (written) return written;
  const offer = await tx.byId(Offer, settlement.offerId);
  if (!offer) throw new Error(`no offer for settlement ${settlement.id}`);
  await cancelUnruled(caseFile);
  const { paid } = await lockOrderMoney(tx, complaint);
  const remedy = Object.assign(new Remedy(), {
    id: newId(Remedy),
    rulingId: null,
    settlementId: settlement.id,
    complaintId: complaint.id,
    kind: offer.kind,
    amount: offer.amount,
    currency: offer.amount === null ? null : complaint.currency,
    basis: offer.basis,
    ground: null,
    lossEvidence: null,
    insteadAmount: worthOf(offer, paid),
    insteadCurrency: complaint.currency,
    text: offer.text,
    withinDays: offer.settleWithinDays,
    dueAt: settlement.dueAt,
    proof: settlement.proof,
    proofFiledAt: settlement.proofFiledAt,
    ...UNTOUCHED,
  } satisfies Partial<Remedy>);
  tx.insert(Remedy, remedy);
  return remedy;
}
