import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { contest } from "../../case/returns/return-changes";
import { currentReturn } from "./return-outcomes";
import type { ContestReturnInput } from "./return.types";
import { startReturnClock } from "./start-return-clock";

export async function contestReturn(
  tx: Tx,
  actor: Actor,
  { reason, ...input }: ContestReturnInput,
): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONTEST_RETURN");
  const goods = await currentReturn(caseFile);
  contest(tx, goods, reason);
  const decisionDueAt = startReturnClock(caseFile, "RETURN_DECISION");
  caseFile.apply({ type: "RETURN_CONTESTED", data: { returnId: goods.id, reason, decisionDueAt } });
  return { complaintId: caseFile.complaint.id };
}
