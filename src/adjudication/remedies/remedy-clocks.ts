import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { payDefaultFromDeposit } from "./compensate";
import { punishNonPerformance, rewardPromptRemedy } from "../penalties/penalties-of-ruling";
import { RemediesOfCase } from "./remedies-of-case";

/**
 * REMEDY_DUE expired: remedies not proved by now are in default. Money is paid from the deposit, as far as it suffices; the provider
 * gets a violation for the rest. The case stays open for late performance, unless the deposit paid everything.
 */
export async function remedyDefaults(file: CaseFile): Promise<void> {
  const late = (await RemediesOfCase.read(file)).overdue;
  for (const remedy of late) file.tx.change(remedy, { defaultedAt: file.now });
  file.timers.start("UNREMEDIED", file.now, dueOf(file.rules, "UNREMEDIED", file.now));
  file.apply({ type: "REMEDY_DEFAULTED", data: { remedyIds: late.map(({ id }) => id).join(" ") } });
  const paid = await payDefaultFromDeposit(file);
  const [undone] = late.filter(({ id }) => !paid.has(id));
  if (undone) await punishNonPerformance(file, undone.rulingId);
}

/** UNREMEDIED expired: nothing was done and no one closed the case. The leads are notified repeatedly. */
export async function stillUnremedied(file: CaseFile): Promise<void> {
  file.timers.start("UNREMEDIED", file.now, dueOf(file.rules, "UNREMEDIED", file.now));
  file.apply({ type: "STILL_UNREMEDIED", audience: "STAFF", data: {} });
}

/** REMEDY_OBJECTION expired: the consumer did not object to the proofs. */
export async function remedyUncontested(file: CaseFile): Promise<void> {
  const remedies = await RemediesOfCase.read(file);
  remedies.letStand();
  file.apply({ type: "COMPLAINT_REMEDIED", data: { because: file.move.action } });
  await rewardPromptRemedy(file, remedies.doneAt);
}
