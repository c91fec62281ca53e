import { CaseFile } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { announceRuling } from "./announce-ruling";
import { checkReasons } from "./check-reasons";
import { readDecidedCase } from "../rulings/decided-case.queries";
import { toFindings, toRuling } from "../rulings/new-ruling.pure";
import { forgetDraft } from "./ruling-drafts";
import { addRuling } from "../rulings/ruling-changes";
import { Ruling } from "../rulings/ruling.entity";
import type { IssueRulingInput } from "../rulings/ruling.types";
import { checkDecision, measuresNeedingSecondApprover } from "../rulings/decision-check.pure";

/** A moderator decides. What one person may decide takes effect at once; graver measures wait for a second person's word. */
export async function issueRuling(
  tx: Tx,
  actor: Actor,
  input: IssueRulingInput,
): Promise<{ complaintId: string; rulingId: string }> {
  const file = await CaseFile.open(tx, actor, input, "ISSUE_RULING");
  const known = await readDecidedCase(file, input);
  checkDecision(input, known);
  await checkReasons(file, input, known);
  forgetDraft(tx, input.complaintId, actor.accountId);

  const ruling = toRuling(file, input, await formerRuling(file));
  addRuling(tx, ruling, toFindings(ruling.id, input, known));
  const causes = measuresNeedingSecondApprover(
    input,
    known,
    file.rules.number("fine.needsSecondApprover", "minorUnits"),
  );
  if (causes.length === 0) await announceRuling(file, ruling);
  else awaitApproval(file, ruling, causes);
  return { complaintId: ruling.complaintId, rulingId: ruling.id };
}

/** The ruling in effect when the case was reopened, or the last one reversed when it was remitted. */
async function formerRuling({ tx, complaint }: CaseFile): Promise<string | null> {
  if (complaint.currentRulingId !== null || complaint.round === 1) return complaint.currentRulingId;
  const reversed = { complaintId: complaint.id, status: "REVERSED" as const };
  return (await tx.findOne(Ruling, reversed, "ORDER BY id DESC"))?.id ?? null;
}

/** The case stays under review, and nobody's to work on: the decider is done, and the approver needs no lease. */
function awaitApproval(file: CaseFile, ruling: Ruling, causes: readonly string[]): void {
  const data = { rulingId: ruling.id, outcome: ruling.outcome, because: causes.join(" ") };
  file.note({ type: "RULING_AWAITS_APPROVAL", audience: "STAFF", data }, NO_LEASE);
}
