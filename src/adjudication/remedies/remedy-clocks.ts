import { dueOf } from "../../case/complaints/case-clocks";
import { nextDue, setQuietly, type CaseFile } from "../../case/complaints/case-file";
import { putInDefault } from "./put-in-default";
import { payDefaultFromDeposit } from "./pay-default-from-deposit";
import { RemediesOfCase } from "./remedies-of-case";

/** REMEDY_DUE expired: remedies not proved by now are in default. */
export async function remedyDefaults(caseFile: CaseFile): Promise<void> {
  const remedies = await RemediesOfCase.read(caseFile);
  const { overdue } = remedies;
  if (overdue.length > 0) return putInDefault(caseFile, remedies, overdue);
  // Goods are awaited for it; others are due later.
  remedies.setClocks();
  caseFile.timers.save();
  setQuietly(caseFile.tx, caseFile.complaint, { dueAt: nextDue(caseFile.complaint, caseFile.timers) });
}

/** UNREMEDIED expired: nothing was done and no one closed the case. The leads are notified repeatedly. */
export async function stillUnremedied(caseFile: CaseFile): Promise<void> {
  caseFile.timers.start("UNREMEDIED", caseFile.now, dueOf(caseFile.rules, "UNREMEDIED", caseFile.now));
  caseFile.apply({ type: "STILL_UNREMEDIED", audience: "STAFF", data: {} });
}

/** REMEDY_OBJECTION expired: the consumer did not answer the proofs. Silence proves nothing, so each of them must be verified. */
export async function remedyUnanswered(caseFile: CaseFile): Promise<void> {
  const remedies = await RemediesOfCase.read(caseFile);
  const unanswered = remedies.all.filter(({ awaitsConsumer }) => awaitsConsumer);
  await remedies.doubt(unanswered);
  const data = { remedyIds: unanswered.map(({ id }) => id).join(" ") };
  caseFile.apply({ type: "REMEDY_UNANSWERED", data });
  await payDefaultFromDeposit(caseFile);
  await remedies.endIfDone();
}

/** REMEDY_CHECK expired: the platform's lateness decides nothing. It is recorded, and the reminder starts again. */
export async function remedyCheckLate(caseFile: CaseFile): Promise<void> {
  caseFile.timers.start("REMEDY_CHECK", caseFile.now, dueOf(caseFile.rules, "REMEDY_CHECK", caseFile.now));
  caseFile.apply({ type: "REMEDY_CHECK_LATE", data: {} });
}
