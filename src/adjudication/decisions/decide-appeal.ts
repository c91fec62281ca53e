import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
import { lockOrderMoney } from "../../case/complaints/lock-order-money";
import { addRecusals } from "../../case/desk/add-recusals";
import { resumePenalties } from "../penalties/penalties-of-ruling";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { readDecidedCase } from "../rulings/decided-case.queries";
import { becomeFinal } from "./enforce-ruling";
import { replaceRuling } from "./replace-ruling";
import { reverseRuling } from "./reverse-ruling";
import { Ruling } from "../rulings/ruling.entity";
import { Appeal } from "./appeal.entity";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { AppealOutcome } from "./appeal-enums.types";
import type { DecideAppealInput } from "./appeal.types";
import { checkReplacement } from "./check-replacement";

/** DECIDE_APPEAL. A lead who neither decided nor approved the ruling decides all open appeals against it. */
export async function decideAppeal(tx: Tx, actor: Actor, input: DecideAppealInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "DECIDE_APPEAL");
  const { complaint } = caseFile;
  const { outcome, reason, replacement = null } = input;
  if (isWon(outcome) !== (replacement !== null))
    throw new Refusal("BAD_USER_INPUT", {
      reason: isWon(outcome) ? "appeal.replacementRequired" : "appeal.replacementForbidden",
      field: "input.replacement",
    });
  const ruling = await tx.byId(Ruling, complaint.currentRulingId);
  if (!ruling) throw new Error(`${complaint.id} is appealed but has no ruling`);
  const appeals = await tx.find(Appeal, { rulingId: ruling.id, status: "FILED" }, "ORDER BY id");
  const outcomeOf = outcomeOfEach(input, appeals);
  const money = await lockOrderMoney(tx, complaint);
  const known = replacement && (await readDecidedCase(caseFile, replacement, money));
  const won = appeals.filter(({ bySide }) => isWon(outcomeOf(bySide)));
  const worseFor = replacement && known ? await checkReplacement(caseFile, { ruling, won, replacement, known }) : [];

  for (const appeal of appeals) {
    const { bySide: by } = appeal;
    tx.change(appeal, { status: outcomeOf(by), decidedById: actor.accountId, decidedAt: tx.now, reason });
    const data = { rulingId: ruling.id, by, outcome: outcomeOf(by) };
    caseFile.record({ type: "APPEAL_DECIDED", data }, NO_LEASE);
  }
  if (replacement && known)
    await replaceRuling(caseFile, {
      former: ruling,
      decision: replacement,
      known,
      because: outcome === "GRANTED" ? "APPEAL_GRANTED" : "APPEAL_PARTLY_GRANTED",
      reviewFor: worseFor.find((side) => !wasHeard(side, appeals)) ?? null,
    });
  else if (outcome === "REMITTED") await remit(caseFile, ruling);
  else await uphold(caseFile, ruling);
  return { complaintId: complaint.id };
}

const isWon = (outcome: AppealOutcome): boolean => outcome === "GRANTED" || outcome === "PARTLY_GRANTED";

/** It appealed itself, or answered the other side's appeal. */
const wasHeard = (side: Side, appeals: readonly Appeal[]): boolean =>
  appeals.some(({ bySide, answeredAt }) => bySide === side || answeredAt !== null);

/** Two appeals against a ruling that is replaced are rarely right alike: each is decided by name. Otherwise one decision is that of all. */
function outcomeOfEach(
  { outcome, outcomes }: DecideAppealInput,
  appeals: readonly Appeal[],
): (side: Side) => AppealOutcome {
  const field = "input.outcomes";
  if (appeals.length === 1 || !isWon(outcome)) {
    if (outcomes.length > 0) throw new Refusal("BAD_USER_INPUT", { reason: "appeal.oneOutcome", field });
    return () => outcome;
  }
  const bySide = new Map(outcomes.map((each) => [each.side, each.outcome]));
  const decided = appeals.map((appeal) => bySide.get(appeal.bySide));
  if (decided.some((each) => each === undefined || each === "REMITTED") || !decided.some((each) => each && isWon(each)))
    throw new Refusal("BAD_USER_INPUT", { reason: "appeal.outcomeOfEach", field });
  return (side) => bySide.get(side) ?? outcome;
}

/** The ruling is upheld, and no one can appeal against it again. */
async function uphold(caseFile: CaseFile, { id, outcome }: Ruling): Promise<void> {
  await resumePenalties(caseFile, id);
  await becomeFinal(caseFile, outcome);
}

/** The evidence stage opens again as it did at acceptance, and other people decide. */
async function remit(caseFile: CaseFile, ruling: Ruling): Promise<void> {
  await reverseRuling(caseFile, ruling, "REMITTED");
  await addRecusals(caseFile.tx, caseFile.complaint.id, caseFile.facts.rulingBy, "DECIDED_BEFORE");
  caseFile.towards("EVIDENCE").apply(
    { type: "COMPLAINT_REMITTED", data: { rulingId: ruling.id } },
    {
      round: caseFile.complaint.round + 1,
      currentRulingId: null,
      assignedToId: null,
      escalatedAt: null,
      evidenceRounds: 0,
      evidenceRoot: null,
      consumerEvidenceClosedAt: null,
      providerEvidenceClosedAt: null,
    },
  );
}
