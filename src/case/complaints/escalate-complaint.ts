import { InputType } from "type-graphql";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { CaseFile, type CaseResult } from "./case-file";
import { ON_ESCALATE } from "./case-hooks";
import { CaseInput } from "./case-input.types";

@InputType({ description: "Taking a complaint to the platform." })
export class EscalateComplaintInput extends CaseInput {
  @TextField({ max: 2_000, nullable: true, description: "What the platform should know." })
  statement?: string;
}

/** ESCALATE. */
export async function escalateComplaint(tx: Tx, actor: Actor, input: EscalateComplaintInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "ESCALATE");
  endTalks(caseFile);
  caseFile.apply({ type: "COMPLAINT_ESCALATED", data: { by: caseFile.side, statement: input.statement ?? null } });
  return { complaintId: caseFile.complaint.id };
}

/** ESCALATE_UNANSWERED and ESCALATE_PROVIDER_SILENT: the provider did not answer in time. */
export async function escalateBySilence(caseFile: CaseFile): Promise<void> {
  endTalks(caseFile);
  caseFile.apply({ type: "COMPLAINT_ESCALATED", data: { by: "SYSTEM", because: caseFile.move.action } });
}

function endTalks({ tx, complaint }: CaseFile): void {
  for (const end of tx.hooked(ON_ESCALATE)) end(tx, complaint);
}
