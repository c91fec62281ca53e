import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease";
import { imposeSanctions } from "../penalties/ruling-sanctions";
import { publishEntry } from "../register/publish-entry";
import { orderRemedies } from "../remedies/order-remedies";
import { reverseRuling } from "./reverse-ruling";
import { Ruling } from "../rulings/ruling.entity";

/**
 * The case is ruled: parties and public are told, the window for appeals opens. A ruling that a reopened case had before is
 * reversed first. Answers what the ruling's row must say of it.
 */
export async function announceRuling(
  file: CaseFile,
  ruling: Ruling,
): Promise<Pick<Ruling, "status" | "issuedAt" | "appealableUntil">> {
  const { tx, complaint } = file;
  const former = complaint.currentRulingId === null ? null : await tx.byId(Ruling, complaint.currentRulingId);
  if (former) await reverseRuling(file, former, "REPLACED");
  file.apply(
    { type: "RULING_ISSUED", data: { rulingId: ruling.id, outcome: ruling.outcome } },
    { currentRulingId: ruling.id, ...NO_LEASE },
  );
  tellPublic(file, ruling);
  return { status: "ISSUED", issuedAt: tx.now, appealableUntil: file.timers.get("APPEAL_WINDOW")?.dueAt ?? null };
}

export function tellPublic({ tx, complaint, actor }: CaseFile, { id, outcome, providerId }: Ruling): void {
  recordCaseEvent(tx, complaint, actor, {
    type: "RULING_PUBLISHED",
    audience: "PUBLIC",
    topics: ["register"],
    data: { rulingId: id, outcome, providerId },
  });
}

/** The rows of what it says and orders, once the ruling's own rows are written. The register comes last: its lock is everybody's. */
export async function orderMeasures(file: CaseFile, ruling: Ruling): Promise<void> {
  orderRemedies(file, ruling);
  await imposeSanctions(file, ruling);
  await publishEntry(file.tx, ruling, "RULING");
}
