import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { RemediesOfCase } from "./remedies-of-case";
import type { FileRemedyProofInput } from "./remedy.types";

/** Also after the due date: late is better than never, and the default stays on the record. */
export async function fileRemedyProof(tx: Tx, actor: Actor, input: FileRemedyProofInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "FILE_REMEDY_PROOF");
  const remedies = await RemediesOfCase.read(file);
  const remedy = remedies.open(input.remedyId);
  if (remedy.isProved)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.alreadyProved", field: "input.remedyId" });
  if (remedies.awaitsGoods(remedy))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "guard.returnNotReceived", field: "input.remedyId" });
  tx.change(remedy, { proof: input.proof, proofFiledAt: tx.now });
  await remedies.step("REMEDY_PROOF_FILED", remedy, { remedyId: remedy.id });
  return { complaintId: file.complaint.id };
}
