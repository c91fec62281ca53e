import type { CaseFile } from "../complaints/case-file";
import { sideOf } from "../complaints/complaint.policy";
import { newId } from "../../platform/ids";
import { Offer } from "./offer.entity";

type Terms = Pick<Offer, "kind" | "amount" | "text" | "settleWithinDays" | "status" | "expiresAt"> & Partial<Offer>;

/** The next offer of the case; whoever is on no side makes it for the platform. */
export async function writeOffer({ tx, complaint, actor }: CaseFile, terms: Terms): Promise<Offer> {
  const [last] = await tx.query<{ number: number | null }>(
    "SELECT MAX(number) AS number FROM offer WHERE complaint_id = ?",
    [complaint.id],
  );
  const offer = Object.assign(new Offer(), {
    id: newId(Offer),
    complaintId: complaint.id,
    number: (last?.number ?? 0) + 1,
    madeBySide: sideOf(actor, complaint) ?? "PLATFORM",
    madeById: actor?.accountId,
    currency: terms.amount === null && !terms.insteadAmount ? null : complaint.currency,
    madeAt: tx.now,
    basis: null,
    insteadAmount: null,
    ...terms,
  } satisfies Partial<Offer>);
  tx.insert(Offer, offer);
  return offer;
}
