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

/** Row 5. */
export async function escalateComplaint(tx: Tx, actor: Actor, input: EscalateComplaintInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "ESCALATE");
  endTalks(file);
  file.apply({ type: "COMPLAINT_ESCALATED", data: { by: file.side, statement: input.statement ?? null } });
  return { complaintId: file.complaint.id };
}

/** Row 6: the provider said nothing in time. */
export async function escalateBySilence(file: CaseFile): Promise<void> {
  endTalks(file);
  file.apply({ type: "COMPLAINT_ESCALATED", data: { by: "SYSTEM", because: file.move.action } });
}

function endTalks({ tx, complaint }: CaseFile): void {
  for (const end of tx.hooked(ON_ESCALATE)) end(tx, complaint);
}
