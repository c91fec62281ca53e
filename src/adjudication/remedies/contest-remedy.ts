import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { payDefaultFromDeposit } from "./pay-default-from-deposit";
import { RemediesOfCase } from "./remedies-of-case";
import type { Remedy } from "./remedy.entity";
import type { ContestRemedyInput } from "./remedy.types";

/** The consumer says that it was not done. Words no longer suffice then: the provider proves it verifiably, or it is in default. */
export async function contestRemedy(tx: Tx, actor: Actor, input: ContestRemedyInput): Promise<CaseResult<"remedyId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONTEST_REMEDY");
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.open(input.remedyId);
  if (!remedy.awaitsConsumer)
    throw new Refusal("NOT_IN_THIS_STATE", {
      reason: remedy.isProved ? "remedy.underCheck" : "remedy.notProved",
      field: "input.remedyId",
    });
  await doubtRemedy(caseFile, remedies, remedy, input.reason);
  return { complaintId: caseFile.complaint.id, remedyId: remedy.id };
}

export async function doubtRemedy(
  caseFile: CaseFile,
  remedies: RemediesOfCase,
  remedy: Remedy,
  reason: string,
): Promise<void> {
  caseFile.tx.change(remedy, { contestReason: reason });
  await remedies.doubt([remedy]);
  const data = { remedyId: remedy.id, reason, provableUntil: remedies.provableUntil(remedy) };
  caseFile.apply({ type: "REMEDY_CONTESTED", data });
  await payDefaultFromDeposit(caseFile);
  await remedies.endIfDone();
}
