import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { makePenaltiesFinal, resumePenalties } from "../penalties/penalties-of-ruling";
import { publishEntry } from "../register/publish-entry";
import { setRemediesDue } from "../remedies/order-remedies";
import { makeFinal } from "../rulings/ruling-changes";
import type { RulingOutcome } from "../rulings/ruling-enums.types";
import { Ruling } from "../rulings/ruling.entity";

/** Nobody can appeal any more: the ruling is final, the remedies fall due, and penalties that waited for this start. */
export async function enforceRuling(file: CaseFile): Promise<void> {
  const ruling = await endAppeals(file);
  const { id: rulingId } = ruling;
  file.startsWith("REMEDY_DUE", await setRemediesDue(file, rulingId));
  file.apply({ type: "RULING_FINAL", data: { rulingId } });
  await makePenaltiesFinal(file, rulingId);
  await publishEntry(file.tx, ruling, "RULING_FINAL");
}

/** Nobody can appeal a dismissal any more: it is final, and the case over. */
export async function closeDismissed(file: CaseFile): Promise<void> {
  const ruling = await endAppeals(file);
  file.apply({ type: "RULING_FINAL", data: { rulingId: ruling.id } });
  await publishEntry(file.tx, ruling, "RULING_FINAL");
}

/** By a decision on an appeal, which chooses the end. */
export const becomeFinal = (file: CaseFile, outcome: RulingOutcome): Promise<void> =>
  outcome === "DISMISSED" ? closeDismissed(file.towards("CLOSED")) : enforceRuling(file.towards("ENFORCING"));

/** Before the window is over, when both sides have used or given up their right to appeal: as by the clock. */
export const becomeFinalEarly = (file: CaseFile): Promise<void> =>
  file.facts.rulingOutcome === "DISMISSED"
    ? closeDismissed(file.follow("CLOSE_DISMISSED"))
    : enforceRuling(file.follow("ENFORCE"));

/** The case has ended outside the platform, and the ruling in effect stands: final, for the provider's record; its remedies are not followed up. */
export async function letRulingStand(file: CaseFile, { finalAt }: Ruling): Promise<void> {
  if (finalAt !== null) return;
  const ruling = await endAppeals(file);
  const { id: rulingId } = ruling;
  recordCaseEvent(file.tx, file.complaint, file.actor, { type: "RULING_FINAL", data: { rulingId } });
  await resumePenalties(file, rulingId);
  await makePenaltiesFinal(file, rulingId);
  await publishEntry(file.tx, ruling, "RULING_FINAL");
}

async function endAppeals({ tx, complaint }: CaseFile): Promise<Ruling> {
  const ruling = complaint.currentRulingId === null ? null : await tx.byId(Ruling, complaint.currentRulingId);
  if (!ruling) throw new Error(`${complaint.id} is ruled without a ruling`);
  makeFinal(tx, ruling);
  return ruling;
}
