import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { endInterim } from "../interim/end-interim";
import { makePenaltiesFinal, punishNonPerformance, resumePenalties } from "../penalties/penalties-of-ruling";
import { publishEntry } from "../register/publish-entry";
import { startRemedies } from "../remedies/start-remedies";
import { payDefaultFromDeposit } from "../remedies/pay-default-from-deposit";
import { keepInDefault } from "../remedies/put-in-default";
import { RemediesOfCase } from "../remedies/remedies-of-case";
import { makeFinal } from "../rulings/ruling-changes";
import type { RulingOutcome } from "../rulings/ruling-enums.types";
import { Ruling } from "../rulings/ruling.entity";

/**
 * No appeal is possible any longer: the ruling is final, remedies that waited for this begin, as do penalties, and what of the others is in
 * default by now has its consequences. The case ends if everything was done before.
 */
export async function enforceRuling(caseFile: CaseFile): Promise<void> {
  const ruling = await endAppeals(caseFile);
  const { id: rulingId } = ruling;
  endInterim(caseFile, "FINAL");
  const begun = await startRemedies(caseFile, rulingId, "FINAL");
  keepInDefault(caseFile, begun);
  caseFile.apply({ type: "RULING_FINAL", data: { rulingId } });
  await makePenaltiesFinal(caseFile, rulingId);
  await publishEntry(caseFile.tx, ruling);
  // What entered the deposit while an appeal was open.
  await payDefaultFromDeposit(caseFile);
  const remedies = await RemediesOfCase.read(caseFile);
  if (remedies.isUnpaid) await punishNonPerformance(caseFile, rulingId);
  // Also in the platform's own case, or after a judgment from outside: no one has anything to perform.
  if (remedies.areDone) await remedies.closeRemedied();
}

/** No appeal against a dismissal is possible any longer: it is final, and the case is closed. */
export async function closeDismissed(caseFile: CaseFile): Promise<void> {
  const ruling = await endAppeals(caseFile);
  caseFile.apply({ type: "RULING_FINAL", data: { rulingId: ruling.id } });
  await publishEntry(caseFile.tx, ruling);
}

/** Final by a decision on an appeal; the outcome determines the next state. */
export const becomeFinal = (caseFile: CaseFile, outcome: RulingOutcome): Promise<void> =>
  outcome === "DISMISSED" ? closeDismissed(caseFile.towards("CLOSED")) : enforceRuling(caseFile.towards("ENFORCING"));

/** Final before the window ends, because both sides have used or waived their right to appeal; otherwise as by the clock. */
export const becomeFinalEarly = (caseFile: CaseFile): Promise<void> =>
  caseFile.facts.rulingOutcome === "DISMISSED"
    ? closeDismissed(caseFile.follow("CLOSE_DISMISSED"))
    : enforceRuling(caseFile.follow("ENFORCE"));

/** The case was decided externally and the ruling remains in force: it is final for the provider's record, but its remedies are not enforced. */
export async function keepRuling(caseFile: CaseFile, { finalAt }: Ruling): Promise<void> {
  if (finalAt !== null) return;
  const ruling = await endAppeals(caseFile);
  const { id: rulingId } = ruling;
  recordCaseEvent(caseFile.tx, caseFile.complaint, caseFile.actor, { type: "RULING_FINAL", data: { rulingId } });
  await resumePenalties(caseFile, rulingId);
  await makePenaltiesFinal(caseFile, rulingId);
  await publishEntry(caseFile.tx, ruling);
}

async function endAppeals({ tx, complaint }: CaseFile): Promise<Ruling> {
  const ruling = complaint.currentRulingId === null ? null : await tx.byId(Ruling, complaint.currentRulingId);
  if (!ruling) throw new Error(`${complaint.id} is RULED but has no ruling`);
  makeFinal(tx, ruling);
  return ruling;
}
