import type { CaseFile } from "../../case/complaints/case-file";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import { Evidence } from "../../case/evidence/evidence.entity";
import { isCounted, isShownTo } from "../../case/evidence/evidence.pure";
import { Refusal, type Reason } from "../../platform/refusal";
import { isBreach } from "./decision-check.pure";
import type { FindingInput, DecisionInput } from "./ruling.types";

/** What a decision rests on: evidence that whoever it goes against has seen, and a reason where it contradicts what is presumed. */
export async function checkGrounds(caseFile: CaseFile, decision: DecisionInput, at: string): Promise<void> {
  await checkCited(caseFile, decision.findings, at);
  checkPresumption(caseFile, decision, at);
}

/** No one can answer what they were not shown. */
async function checkCited({ tx, complaint }: CaseFile, findings: readonly FindingInput[], at: string): Promise<void> {
  if (findings.every(({ evidenceIds }) => !evidenceIds?.length)) return;
  const pieces = new Map((await tx.find(Evidence, { complaintId: complaint.id })).map((piece) => [piece.id, piece]));
  for (const [index, { result, evidenceIds }] of findings.entries()) {
    const cited = evidenceIds ?? [];
    const loser: Side = isBreach(result) ? "PROVIDER" : "CONSUMER";
    for (const [number, id] of cited.entries()) {
      const refuse = (reason: Reason): never => {
        throw new Refusal("BAD_USER_INPUT", { reason, field: `${at}.findings.${index}.evidenceIds.${number}` });
      };
      const piece = pieces.get(id) ?? refuse("ruling.evidenceUnknown");
      if (piece.status !== "STORED" || !isCounted(piece)) refuse("ruling.evidenceNotAdmitted");
      if (!isShownTo(piece, loser)) refuse("ruling.evidenceOneSided");
      if (cited.indexOf(id) < number) refuse("ruling.evidenceTwice");
    }
  }
}

/** The provider agreed to perform and did not: that it broke its promise is presumed, and a decision to the contrary says what refutes it. */
function checkPresumption({ complaint }: CaseFile, decision: DecisionInput, at: string): void {
  const contrary = complaint.presumedBroken && decision.findings.some(({ result }) => !isBreach(result));
  const rebutted = decision.presumptionRebuttedBecause ?? null;
  const field = `${at}.presumptionRebuttedBecause`;
  if (contrary && rebutted === null) throw new Refusal("BAD_USER_INPUT", { reason: "ruling.presumptionStands", field });
  if (!contrary && rebutted !== null) throw new Refusal("BAD_USER_INPUT", { reason: "ruling.nothingRebutted", field });
}
