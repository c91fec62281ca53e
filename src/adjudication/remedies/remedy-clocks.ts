import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { payDefaultFromDeposit } from "./pay-default-from-deposit";
import { punishNonPerformance, rewardPromptRemedy } from "../penalties/penalties-of-ruling";
import { RemediesOfCase } from "./remedies-of-case";

/**
 * REMEDY_DUE expired: remedies not proved by now are in default. Money is paid from the deposit, as far as it suffices; the provider
 * gets a violation for the rest. The case stays open for late performance, unless the deposit paid everything.
 */
export async function remedyDefaults(caseFile: CaseFile): Promise<void> {
  const late = (await RemediesOfCase.read(caseFile)).overdue;
  for (const remedy of late) caseFile.tx.change(remedy, { defaultedAt: caseFile.now });
  caseFile.timers.start("UNREMEDIED", caseFile.now, dueOf(caseFile.rules, "UNREMEDIED", caseFile.now));
  caseFile.apply({ type: "REMEDY_DEFAULTED", data: { remedyIds: late.map(({ id }) => id).join(" ") } });
  const paid = await payDefaultFromDeposit(caseFile);
  const [undone] = late.filter(({ id }) => !paid.has(id));
  if (undone) await punishNonPerformance(caseFile, undone.rulingId);
}

/** UNREMEDIED expired: nothing was done and no one closed the case. The leads are notified repeatedly. */
export async function stillUnremedied(caseFile: CaseFile): Promise<void> {
  caseFile.timers.start("UNREMEDIED", caseFile.now, dueOf(caseFile.rules, "UNREMEDIED", caseFile.now));
  caseFile.apply({ type: "STILL_UNREMEDIED", audience: "STAFF", data: {} });
}

/** REMEDY_OBJECTION expired: the consumer did not object to the proofs. */
export async function remedyUncontested(caseFile: CaseFile): Promise<void> {
  const remedies = await RemediesOfCase.read(caseFile);
  remedies.letStand();
  caseFile.apply({ type: "COMPLAINT_REMEDIED", data: { because: caseFile.move.action } });
  await rewardPromptRemedy(caseFile, remedies.doneAt);
}
