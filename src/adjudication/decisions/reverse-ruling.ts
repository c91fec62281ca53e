import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { cancelPayouts } from "../remedies/cancel-payouts";
import { payAgain } from "../deposit/deposit-ledger";
import { besideCase } from "../remedies/credited-remedies.queries";
import { oweBack } from "../remedies/owed-back";
import { reversePenaltiesOfRuling } from "../penalties/penalties-of-ruling";
import { correctRegister } from "../register/publish-entry";
import { reverse } from "../rulings/ruling-changes";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import type { Ruling } from "../rulings/ruling.entity";

/**
 * Reverses a ruling in effect, in the transaction of the decision that replaces it: everything it did to the provider, and nothing
 * else, is undone; a new entry corrects the public register; both sides and the public are notified. The ruling stays readable. Its
 * remedies are no longer owed, since only those of the case's current ruling are (see RemediesOfCase).
 */
export async function reverseRuling(caseFile: CaseFile, ruling: Ruling, because: ReversalReason): Promise<void> {
  const { tx, complaint, actor } = caseFile;
  const { id: rulingId, outcome, providerId } = ruling;
  reverse(tx, ruling, because);
  await cancelPayouts(tx, providerId, { rulingId });
  await oweBack(caseFile, ruling);
  await reversePenaltiesOfRuling(caseFile, rulingId);
  // What counted towards services in other cases of the order, as it was to go back by this ruling, may not any more.
  if ((await besideCase(tx, complaint)).length > 0) await payAgain(tx, providerId);
  await correctRegister(tx, ruling, because);
  recordCaseEvent(tx, complaint, actor, { type: "RULING_REVERSED", data: { rulingId, because } });
  recordCaseEvent(tx, complaint, actor, {
    type: "REGISTER_CORRECTED",
    audience: "PUBLIC",
    lasting: ["register"],
    data: { rulingId, outcome, providerId, because },
  });
}
