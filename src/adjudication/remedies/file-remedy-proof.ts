import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { proveRemedy } from "./prove-remedy";
import { RemediesOfCase } from "./remedies-of-case";
import type { FileRemedyProofInput } from "./remedy.types";

/** Also allowed after the due date: late is better than never, and the default stays on record. */
export async function fileRemedyProof(
  tx: Tx,
  actor: Actor,
  input: FileRemedyProofInput,
): Promise<CaseResult<"remedyId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "FILE_REMEDY_PROOF");
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.open(input.remedyId);
  if (remedy.isProved)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.alreadyProved", field: "input.remedyId" });
  if (remedies.awaitsGoods(remedy))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "guard.returnNotReceived", field: "input.remedyId" });
  await proveRemedy(caseFile, actor, remedy, input);
  await remedies.step("REMEDY_PROOF_FILED", remedy, { remedyId: remedy.id });
  return { complaintId: caseFile.complaint.id, remedyId: remedy.id };
}
