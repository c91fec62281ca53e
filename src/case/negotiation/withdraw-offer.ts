import type { CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { WithdrawOfferInput } from "./offer.types";
import { openAnswer } from "./open-answer";
import { endOffer } from "./end-offer";

export async function withdrawOffer(tx: Tx, actor: Actor, input: WithdrawOfferInput): Promise<CaseResult<"offerId">> {
  const { caseFile, offer } = await openAnswer(tx, actor, input, "WITHDRAW_OFFER");
  endOffer(tx, offer, "WITHDRAWN", input.reason ?? null);
  caseFile.timers.stop("OFFER_EXPIRY");
  caseFile.apply({ type: "OFFER_WITHDRAWN", data: { offerId: offer.id, reason: input.reason ?? null } });
  return { complaintId: caseFile.complaint.id, offerId: offer.id };
}
