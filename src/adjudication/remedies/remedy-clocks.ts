import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { payDefaultFromDeposit } from "./compensate";
import { punishNonPerformance, rewardPromptRemedy } from "../penalties/penalties-of-ruling";
import { RemediesOfCase } from "./remedies-of-case";

/**
 * REMEDY_DUE ran out: what is not proved by now is in default. Money is paid from the deposit, as far as that goes; for what remains
 * undone the provider answers. The case stays open, and late performance possible, unless the deposit paid all.
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

/** UNREMEDIED ran out: nothing was done and nobody closed the case. The leads are told, again and again. */
export async function stillUnremedied(file: CaseFile): Promise<void> {
  file.timers.start("UNREMEDIED", file.now, dueOf(file.rules, "UNREMEDIED", file.now));
  file.apply({ type: "STILL_UNREMEDIED", audience: "STAFF", data: {} });
}

/** REMEDY_OBJECTION ran out: the consumer let the proofs stand. */
export async function remedyUncontested(file: CaseFile): Promise<void> {
  const remedies = await RemediesOfCase.read(file);
  remedies.letStand();
  file.apply({ type: "COMPLAINT_REMEDIED", data: { because: file.move.action } });
  await rewardPromptRemedy(file, remedies.doneAt);
}
