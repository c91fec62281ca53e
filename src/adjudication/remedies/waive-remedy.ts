import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { RemediesOfCase } from "./remedies-of-case";
import type { WaiveRemedyInput } from "./remedy.types";

/** Proved or not: the remedy is the consumer's, and so is doing without it. */
export async function waiveRemedy(tx: Tx, actor: Actor, input: WaiveRemedyInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "WAIVE_REMEDY");
  const remedies = await RemediesOfCase.read(file);
  const remedy = remedies.open(input.remedyId);
  tx.change(remedy, { waivedAt: tx.now });
  await remedies.step("REMEDY_WAIVED", remedy, { remedyId: remedy.id });
  return { complaintId: file.complaint.id };
}
