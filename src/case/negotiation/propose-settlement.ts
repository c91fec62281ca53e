import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { addOffer, offerFacts } from "./add-offer";
import type { ProposeSettlementInput } from "./offer.types";

/** PROPOSE_SETTLEMENT. An offer of the platform to both sides; it waits for the two of them as any other offer does for one. */
export async function proposeSettlement(
  tx: Tx,
  actor: Actor,
  input: ProposeSettlementInput,
): Promise<CaseResult<"offerId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "PROPOSE_SETTLEMENT");
  const offer = await addOffer(caseFile, input, null);
  caseFile.apply({ type: "SETTLEMENT_PROPOSED", data: offerFacts(offer) });
  return { complaintId: caseFile.complaint.id, offerId: offer.id };
}
