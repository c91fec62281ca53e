import { IS_MONEY } from "../../case/complaints/remedy-kind.pure";
import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Provider } from "../../market/providers/provider.entity";
import { payAgain } from "../deposit/deposit-ledger";
import { dropUnsent } from "../payments/drop-unsent";
import { RemediesOfCase } from "./remedies-of-case";
import type { WaiveRemedyInput } from "./remedy.types";

/** Proved or not: the remedy is the consumer's, and so is the right to waive it. */
export async function waiveRemedy(tx: Tx, actor: Actor, input: WaiveRemedyInput): Promise<CaseResult<"remedyId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "WAIVE_REMEDY");
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.open(input.remedyId);
  tx.change(remedy, { waivedAt: tx.now });
  const provider = await tx.lock(Provider, caseFile.complaint.providerId);
  if (provider) await dropUnsent(tx, provider, { purpose: "REFUND", remedyId: [remedy.id] });
  // What counted towards services that were not done, as it was to go back, does not any more.
  if (IS_MONEY.has(remedy.kind)) await payAgain(tx, caseFile.complaint.providerId);
  await remedies.step("REMEDY_WAIVED", remedy, { remedyId: remedy.id });
  return { complaintId: caseFile.complaint.id, remedyId: remedy.id };
}
