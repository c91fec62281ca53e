import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { cancelPayouts } from "../remedies/cancel-payouts";
import { reversePenaltiesOfRuling } from "../penalties/penalties-of-ruling";
import { correctRegister } from "../register/publish-entry";
import { reverse } from "../rulings/ruling-changes";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import type { Ruling } from "../rulings/ruling.entity";

/**
 * Takes back a ruling in effect, in the transaction of whatever takes its place: everything it did to the provider, and only that,
 * is undone; the public register is corrected by a new entry; both sides and the public are told. The ruling stays readable.
 * Its remedies are owed no more, since only those of the case's current ruling are (see RemediesOfCase).
 */
export async function reverseRuling(file: CaseFile, ruling: Ruling, because: ReversalReason): Promise<void> {
  const { tx, complaint, actor } = file;
  const { id: rulingId, outcome, providerId } = ruling;
  reverse(tx, ruling, because);
  await cancelPayouts(tx, providerId, rulingId);
  await reversePenaltiesOfRuling(file, rulingId);
  await correctRegister(tx, ruling, because);
  recordCaseEvent(tx, complaint, actor, { type: "RULING_REVERSED", data: { rulingId, because } });
  recordCaseEvent(tx, complaint, actor, {
    type: "REGISTER_CORRECTED",
    audience: "PUBLIC",
    topics: ["register"],
    data: { rulingId, outcome, providerId, because },
  });
}
