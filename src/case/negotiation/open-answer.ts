import { CaseFile } from "../complaints/case-file";
import type { Action } from "../complaints/complaint.lifecycle";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Offer } from "./offer.entity";
import type { AcceptOfferInput } from "./offer.types";

export async function openAnswer(
  tx: Tx,
  actor: Actor,
  input: AcceptOfferInput,
  action: Action,
): Promise<{ caseFile: CaseFile; offer: Offer }> {
  const caseFile = await CaseFile.open(tx, actor, input, action);
  const offer = await tx.findOne(Offer, { openKey: caseFile.complaint.id });
  if (offer?.id !== input.offerId || !offer)
    throw new Refusal("OFFER_NOT_OPEN", { reason: "guard.anotherOffer", field: "input.offerId" });
  return { caseFile, offer };
}
