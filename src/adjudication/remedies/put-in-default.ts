import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { fail } from "../../case/negotiation/settlement-changes";
import { punishNonPerformance } from "../penalties/penalties-of-ruling";
import { creditGivenBack } from "./credit-given-back";
import { creditReceived } from "./owed-back";
import { payDefaultFromDeposit } from "./pay-default-from-deposit";
import type { RemediesOfCase } from "./remedies-of-case";
import type { Remedy } from "./remedy.entity";

/** What fell into default before the ruling was final is reviewed from now on. `caseFile`: with the arrow about to be taken. */
export function keepInDefault(caseFile: CaseFile, remedies: RemediesOfCase): void {
  const { rules, now } = caseFile;
  if (remedies.all.some(({ defaultedAt, isDone }) => defaultedAt !== null && !isDone))
    caseFile.startsWith("UNREMEDIED", dueOf(rules, "UNREMEDIED", now));
}

/**
 * These remedies are in default: what they are worth is paid from the deposit, as far as it goes; the provider gets a violation for the
 * rest, once the ruling is final. The case stays open for late performance, unless the deposit paid everything. `caseFile`: opened for REMEDY_DEFAULTS.
 */
export async function putInDefault(caseFile: CaseFile, remedies: RemediesOfCase, late: Remedy[]): Promise<void> {
  const { tx, timers, rules, now } = caseFile;
  const newly = late.filter(({ defaultedAt }) => defaultedAt === null);
  for (const remedy of newly) tx.change(remedy, { defaultedAt: now });
  await creditReceived(caseFile, late);
  await creditGivenBack(caseFile, remedies, newly);
  const isFinal = caseFile.complaint.status === "ENFORCING";
  if (isFinal) timers.start("UNREMEDIED", now, dueOf(rules, "UNREMEDIED", now));
  remedies.setClocks();
  const agreed = newly.find(({ settlementId }) => settlementId !== null);
  if (agreed?.settlementId) await fail(tx, agreed.settlementId);
  const data = { remedyIds: late.map(({ id }) => id).join(" ") };
  caseFile.apply({ type: "REMEDY_DEFAULTED", data }, agreed ? { presumedBroken: true } : {});
  const paid = await payDefaultFromDeposit(caseFile);
  const [undone] = newly.filter(({ id, isDone }) => !isDone && !paid.has(id));
  if (isFinal && undone?.rulingId) await punishNonPerformance(caseFile, undone.rulingId);
  await remedies.endIfDone();
}
