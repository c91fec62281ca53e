import type { CaseFile } from "../complaints/case-file";
import { RemediesOfCase } from "./remedies-of-case";

/** REMEDY_DUE ran out: what is not proved by now is in default. The case stays open, and late performance possible. */
export async function remedyDefaults(file: CaseFile): Promise<void> {
  const late = (await RemediesOfCase.read(file)).all.filter(({ isProved }) => !isProved);
  for (const remedy of late) file.tx.change(remedy, { defaultedAt: file.now });
  file.timers.stop("REMEDY_DUE");
  file.apply({ type: "REMEDY_DEFAULTED", data: { remedyIds: late.map(({ id }) => id).join(" ") } });
}

/** REMEDY_OBJECTION ran out: the consumer let the proofs stand. */
export async function remedyUncontested(file: CaseFile): Promise<void> {
  file.apply({ type: "COMPLAINT_REMEDIED", data: { because: file.move.action } });
}
