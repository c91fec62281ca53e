import { CaseFile } from "../complaints/case-file";
import type { Action } from "../complaints/complaint.lifecycle";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { Offer } from "./offer.entity";
import type { AcceptOfferInput } from "./offer.types";

export async function openAnswer(
  tx: Tx,
  actor: Actor,
  input: AcceptOfferInput,
  action: Action,
): Promise<{ file: CaseFile; offer: Offer }> {
  const file = await CaseFile.open(tx, actor, input, action);
  const offer = await tx.findOne(Offer, { openKey: file.complaint.id });
  if (offer?.id !== input.offerId || !offer)
    throw new Refusal("OFFER_NOT_OPEN", { reason: "guard.anotherOffer", field: "input.offerId" });
  return { file, offer };
}
