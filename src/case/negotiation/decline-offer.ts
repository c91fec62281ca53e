import type { CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { DeclineOfferInput } from "./offer.types";
import { openAnswer } from "./open-answer";
import { endOffer } from "./end-offer";

export async function declineOffer(tx: Tx, actor: Actor, input: DeclineOfferInput): Promise<CaseResult<"offerId">> {
  const { caseFile, offer } = await openAnswer(tx, actor, input, "DECLINE_OFFER");
  endOffer(tx, offer, "DECLINED", input.reason ?? null);
  caseFile.timers.stop("OFFER_EXPIRY");
  caseFile.apply(
    { type: "OFFER_DECLINED", data: { offerId: offer.id, reason: input.reason ?? null } },
    caseFile.spoken(),
  );
  return { complaintId: caseFile.complaint.id, offerId: offer.id };
}
