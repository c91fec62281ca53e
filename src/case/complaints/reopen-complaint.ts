import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Breach } from "./breach.entity";
import { CaseFile, type CaseResult } from "./case-file";
import { caseNumber } from "./case-number.pure";
import type { Complaint } from "./complaint.entity";
import { sideOf } from "./complaint.policy";
import { isDecided } from "./finality.pure";
import { OPENED_ANEW } from "./heard-anew.pure";
import { lockEarlierCases } from "./lock-earlier-cases";
import { takeBreaches } from "./take-breaches";
import type { ReopenComplaintInput } from "./complaint.types";

/** REOPEN. An earlier ruling remains in force until the next one replaces it. */
export async function reopenComplaint(tx: Tx, actor: Actor, input: ReopenComplaintInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "REOPEN");
  const { complaint } = caseFile;
  const byConsumer = sideOf(actor, complaint) === "CONSUMER";
  if (byConsumer) await refuseDecidedElsewhere(tx, complaint);
  await takeBreaches(tx, complaint);
  caseFile.apply(
    { type: "COMPLAINT_REOPENED", data: { reason: input.reason, wasClosedAs: complaint.closureReason } },
    {
      ...OPENED_ANEW,
      reopenedCount: complaint.reopenedCount + 1,
      ...(byConsumer ? { consumerReopenedAt: tx.now } : {}),
      ...(complaint.currentRulingId === null ? {} : { round: complaint.round + 1 }),
    },
  );
  return { complaintId: complaint.id };
}

/** What another case decided after this one was closed is not decided twice. */
async function refuseDecidedElsewhere(tx: Tx, { id, orderId }: Complaint): Promise<void> {
  const breaches = await tx.find(Breach, { complaintId: id });
  const earlier = await lockEarlierCases(tx, orderId, breaches);
  const decided = earlier.find((each) => each.id !== id && isDecided(each));
  if (decided)
    throw new Refusal("ALREADY_DECIDED", {
      field: "input.complaintId",
      existingId: decided.id,
      params: { number: caseNumber(decided) },
    });
}
