import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
import { imposePenalties } from "../penalties/penalties-of-ruling";
import { publishEntry } from "../register/publish-entry";
import { orderRemedies } from "../remedies/order-remedies";
import { reverseRuling } from "./reverse-ruling";
import { issue } from "../rulings/ruling-changes";
import { Ruling } from "../rulings/ruling.entity";

/**
 * The case is ruled: parties and public are told, the window for appeals opens, what it orders is ordered. A ruling that a reopened
 * case had before is reversed first. The ruling's own rows are there.
 */
export async function announceRuling(file: CaseFile, ruling: Ruling): Promise<void> {
  const { tx } = file;
  const former = ruling.replacesRulingId === null ? null : await tx.byId(Ruling, ruling.replacesRulingId);
  // When the case was remitted, that was done then.
  if (former?.status === "ISSUED") await reverseRuling(file, former, "REPLACED");
  file.apply(
    { type: "RULING_ISSUED", data: { rulingId: ruling.id, outcome: ruling.outcome } },
    { currentRulingId: ruling.id, ...NO_LEASE },
  );
  const appealableUntil = file.timers.get("APPEAL_WINDOW")?.dueAt ?? null;
  issue(tx, ruling, appealableUntil);
  tellPublic(file, ruling);
  await orderMeasures(file, ruling);
}

export function tellPublic({ tx, complaint, actor }: CaseFile, { id, outcome, providerId }: Ruling): void {
  recordCaseEvent(tx, complaint, actor, {
    type: "RULING_PUBLISHED",
    audience: "PUBLIC",
    topics: ["register"],
    data: { rulingId: id, outcome, providerId },
  });
}

/** The rows of what it orders and says. The register comes last: its lock is everybody's. */
export async function orderMeasures(file: CaseFile, ruling: Ruling): Promise<void> {
  orderRemedies(file, ruling);
  await imposePenalties(file, ruling);
  await publishEntry(file.tx, ruling, "RULING");
}
