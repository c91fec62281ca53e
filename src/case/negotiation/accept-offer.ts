import { CaseFile, type CaseResult } from "../complaints/case-file";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { agreeOn } from "./agree-on";
import type { Offer } from "./offer.entity";
import type { AcceptOfferInput } from "./offer.types";
import { findAnswered } from "./open-answer";
import { endOffer } from "./end-offer";

/** ACCEPT_OFFER. The newest open offer, by the side it was made to; the platform's by one side after the other. */
export async function acceptOffer(tx: Tx, actor: Actor, input: AcceptOfferInput): Promise<CaseResult> {
  const [caseFile, money] = await CaseFile.openSpending(tx, actor, input, "ACCEPT_OFFER");
  const offer = await findAnswered(caseFile, input.offerId);
  if (offer.madeBySide === "PLATFORM" && offer.acceptedBySide === null) return acceptFirst(caseFile, offer);
  endOffer(tx, offer, "ACCEPTED", null);
  const dueAt = agreeOn(caseFile, offer, money);
  caseFile.apply(
    { type: "OFFER_ACCEPTED", data: { offerId: offer.id, by: caseFile.side, dueAt } },
    { ...caseFile.answered(), ...NO_LEASE },
  );
  return { complaintId: caseFile.complaint.id };
}

function acceptFirst(caseFile: CaseFile, offer: Offer): CaseResult {
  const { tx, complaint, side } = caseFile;
  tx.change(offer, { acceptedBySide: side, acceptedBySideAt: tx.now });
  caseFile.towards(null).apply({ type: "PROPOSAL_ACCEPTED", data: { offerId: offer.id, by: side } });
  return { complaintId: complaint.id };
}
