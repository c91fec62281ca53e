import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
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

/** Row 20: another lead than who decided or approved the ruling decides all appeals against it that are open. */
export async function decideAppeal(tx: Tx, actor: Actor, input: DecideAppealInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "DECIDE_APPEAL");
  const { complaint } = file;
  const { outcome, reasons, replacement = null } = input;
  const won = outcome === "GRANTED" || outcome === "PARTLY_GRANTED";
  if (won !== (replacement !== null))
    throw new Refusal("BAD_USER_INPUT", {
      reason: won ? "appeal.replacementRequired" : "appeal.replacementForbidden",
      field: "input.replacement",
    });
  const ruling = await tx.byId(Ruling, complaint.currentRulingId);
  if (!ruling) throw new Error(`${complaint.id} is appealed without a ruling`);
  const appeals = await tx.find(Appeal, { rulingId: ruling.id, status: "FILED" }, "ORDER BY id");
  const known = replacement && (await readDecidedCase(file, replacement));
  if (replacement && known) await checkReplacement(file, { ruling, appeals, replacement, known });

  for (const appeal of appeals)
    tx.change(appeal, { status: outcome, decidedById: actor.accountId, decidedAt: tx.now, reasons });
  file.note({ type: "APPEAL_DECIDED", data: { rulingId: ruling.id, outcome } }, NO_LEASE);
  if (replacement && known)
    await replaceRuling(
      file,
      ruling,
      replacement,
      known,
      outcome === "GRANTED" ? "APPEAL_GRANTED" : "APPEAL_PARTLY_GRANTED",
    );
  else if (outcome === "REMITTED") await remit(file, ruling);
  else await uphold(file, ruling);
  return { complaintId: complaint.id };
}

/** The ruling stands, and nobody can appeal it again. */
async function uphold(file: CaseFile, { id, outcome }: Ruling): Promise<void> {
  await resumePenalties(file, id);
  await becomeFinal(file, outcome);
}

/** The evidence stage opens as it did when the complaint was accepted, and other people decide. */
async function remit(file: CaseFile, ruling: Ruling): Promise<void> {
  await reverseRuling(file, ruling, "REMITTED");
  await addRecusals(file.tx, file.complaint.id, file.facts.rulingBy, "DECIDED_BEFORE");
  file.towards("EVIDENCE").apply(
    { type: "COMPLAINT_REMITTED", data: { rulingId: ruling.id } },
    {
      round: file.complaint.round + 1,
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
