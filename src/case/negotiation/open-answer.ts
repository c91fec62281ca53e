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
  return { caseFile, offer: await findAnswered(caseFile, input.offerId) };
}

/** The open offer, if it is the one that is meant. */
export async function findAnswered({ tx, complaint }: CaseFile, offerId: string): Promise<Offer> {
  const offer = await tx.findOne(Offer, { openKey: complaint.id });
  if (offer?.id !== offerId || !offer)
    throw new Refusal("OFFER_NOT_OPEN", { reason: "guard.anotherOffer", field: "input.offerId" });
  return offer;
}
