import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
import { lockOrderMoney } from "../../case/negotiation/lock-order-money";
import { addRecusals } from "../../case/desk/add-recusals";
import { resumePenalties } from "../penalties/penalties-of-ruling";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { readDecidedCase } from "../rulings/decided-case.queries";
import { becomeFinal } from "./enforce-ruling";
import { replaceRuling } from "./replace-ruling";
import { reverseRuling } from "./reverse-ruling";
import { Ruling } from "../rulings/ruling.entity";
import { Appeal } from "./appeal.entity";
import type { DecideAppealInput } from "./appeal.types";
import { checkReplacement } from "./check-replacement";

/** DECIDE_APPEAL. A lead who neither decided nor approved the ruling decides all open appeals against it. */
export async function decideAppeal(tx: Tx, actor: Actor, input: DecideAppealInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "DECIDE_APPEAL");
  const { complaint } = caseFile;
  const { outcome, reasons, replacement = null } = input;
  const won = outcome === "GRANTED" || outcome === "PARTLY_GRANTED";
  if (won !== (replacement !== null))
    throw new Refusal("BAD_USER_INPUT", {
      reason: won ? "appeal.replacementRequired" : "appeal.replacementForbidden",
      field: "input.replacement",
    });
  const ruling = await tx.byId(Ruling, complaint.currentRulingId);
  if (!ruling) throw new Error(`${complaint.id} is appealed but has no ruling`);
  const appeals = await tx.find(Appeal, { rulingId: ruling.id, status: "FILED" }, "ORDER BY id");
  const money = await lockOrderMoney(tx, complaint);
  const known = replacement && (await readDecidedCase(caseFile, replacement, money));
  if (replacement && known) await checkReplacement(caseFile, { ruling, appeals, replacement, known });

  for (const appeal of appeals)
    tx.change(appeal, { status: outcome, decidedById: actor.accountId, decidedAt: tx.now, reasons });
  caseFile.record({ type: "APPEAL_DECIDED", data: { rulingId: ruling.id, outcome } }, NO_LEASE);
  if (replacement && known)
    await replaceRuling(
      caseFile,
      ruling,
      replacement,
      known,
      outcome === "GRANTED" ? "APPEAL_GRANTED" : "APPEAL_PARTLY_GRANTED",
    );
  else if (outcome === "REMITTED") await remit(caseFile, ruling);
  else await uphold(caseFile, ruling);
  return { complaintId: complaint.id };
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
