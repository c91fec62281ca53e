import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
import { lockOrderMoney } from "../../case/complaints/lock-order-money";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { putRulingIntoEffect } from "./put-ruling-into-effect";
import { checkReasons } from "./check-reasons";
import { largeFineIn } from "../measures/penalty-schedule.pure";
import { readDecidedCase } from "../rulings/decided-case.queries";
import { toFindings, toRuling } from "../rulings/new-ruling.pure";
import { deleteDraft } from "./delete-draft";
import { addRuling } from "../rulings/ruling-changes";
import { Ruling } from "../rulings/ruling.entity";
import type { IssueRulingInput } from "../rulings/ruling.types";
import { checkDecision, measuresNeedingSecondApprover } from "../rulings/decision-check.pure";

/** A moderator decides. What one person may decide takes effect at once; graver measures wait for a second person's approval. */
export async function issueRuling(tx: Tx, actor: Actor, input: IssueRulingInput): Promise<CaseResult<"rulingId">> {
  const [caseFile, known] = await CaseFile.openWith(tx, actor, input, "ISSUE_RULING", (complaint) =>
    readDecidedCase({ tx, complaint }, input, lockOrderMoney(tx, complaint)),
  );
  checkDecision(input, known);
  await checkReasons(caseFile, input, known);
  deleteDraft(tx, input.complaintId, actor.accountId);

  const ruling = toRuling(caseFile, input, known, await formerRuling(caseFile));
  addRuling(tx, ruling, toFindings(ruling.id, input, known));
  const causes = measuresNeedingSecondApprover(input, known, largeFineIn(caseFile.complaint.currency, caseFile.rules));
  if (causes.length === 0) await putRulingIntoEffect(caseFile, ruling, known.money);
  else awaitApproval(caseFile, ruling, causes);
  return { complaintId: ruling.complaintId, rulingId: ruling.id };
}

/** The ruling in effect when the case was reopened, or the last one reversed when it was remitted. */
async function formerRuling({ tx, complaint }: CaseFile): Promise<string | null> {
  if (complaint.currentRulingId !== null || complaint.round === 1) return complaint.currentRulingId;
  const reversed = { complaintId: complaint.id, status: "REVERSED" as const };
  return (await tx.findOne(Ruling, reversed, "ORDER BY id DESC"))?.id ?? null;
}

/** The case stays UNDER_REVIEW without a lease: the decider is done, and the approver needs none. */
function awaitApproval(caseFile: CaseFile, ruling: Ruling, causes: readonly string[]): void {
  const data = { rulingId: ruling.id, outcome: ruling.outcome, because: causes.join(" ") };
  caseFile.record({ type: "RULING_AWAITS_APPROVAL", audience: "STAFF", data }, NO_LEASE);
}
