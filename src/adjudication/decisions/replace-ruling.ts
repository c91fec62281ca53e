import type { CaseFile } from "../../case/complaints/case-file";
import { orderMeasures, tellPublic } from "./announce-ruling";
import { becomeFinal } from "./enforce-ruling";
import { toFindings, toRuling } from "../rulings/new-ruling.pure";
import { reverseRuling } from "./reverse-ruling";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import { forgetDraft } from "./ruling-drafts";
import { addRuling } from "../rulings/ruling-changes";
import type { Ruling } from "../rulings/ruling.entity";
import type { DecisionInput } from "../rulings/ruling.types";
import type { DecidedCase } from "../rulings/decision-check.pure";

/** A won appeal: the former ruling is reversed and another takes its place, issued and final at once. The decision was checked. */
export async function replaceRuling(
  file: CaseFile,
  former: Ruling,
  decision: DecisionInput,
  known: DecidedCase,
  because: ReversalReason,
): Promise<void> {
  const { tx, complaint, actor } = file;
  await reverseRuling(file, former, because);
  const ruling = Object.assign(toRuling(file, decision, former.id), {
    round: complaint.round + 1,
    status: "ISSUED" as const,
    issuedAt: tx.now,
  });
  addRuling(tx, ruling, toFindings(ruling.id, decision, known));
  if (actor) forgetDraft(tx, complaint.id, actor.accountId);
  await orderMeasures(file, ruling);
  // The case goes on, by the arrow that follows here, with this ruling.
  file.note(
    { type: "RULING_ISSUED", data: { rulingId: ruling.id, outcome: ruling.outcome } },
    { round: ruling.round, currentRulingId: ruling.id },
  );
  tellPublic(file, ruling);
  await becomeFinal(file, ruling.outcome);
}
