import { Fine } from "../../../adjudication/penalties/fine.entity";
import { Penalty } from "../../../adjudication/penalties/penalty.entity";
import { pick, type CaseRecord } from "./case-record";
import type { CaseSource } from "./case-source";
import { rowsOf } from "./rows-of";

/** The penalties against the provider. One that its points call for and leads have not approved yet stays between it and the platform. */
export async function* penalties({ db, complaint }: CaseSource): AsyncGenerator<CaseRecord> {
  for await (const row of rowsOf(db, Penalty, complaint.id)) {
    const isOpen = row.cause !== "THRESHOLD" || row.startsAt !== null;
    yield {
      record: "penalty",
      id: row.id,
      audience: isOpen ? "PARTIES" : "PROVIDER_SIDE",
      fields: {
        ...pick(row, "rulingId", "kind", "cause", "threshold", "amount", "currency", "days", "listingId", "reason"),
        ...pick(row, "status", "createdAt", "startsAt", "endsAt", "supersededById", "reversedAt"),
        ...pick(row, "hearingUntil", "hearingStatement", "hearingStatementAt"),
      },
      guards: { hearingStatement: "PROVIDER_SIDE", hearingStatementAt: "PROVIDER_SIDE" },
    };
    const fine = await db.findOne(Fine, { penaltyId: row.id });
    if (fine) yield fineRecord(fine);
  }
}

const fineRecord = (fine: Fine): CaseRecord => ({
  record: "fine",
  id: fine.id,
  audience: "PROVIDER_SIDE",
  fields: pick(fine, "penaltyId", "amount", "currency", "status", "dueAt", "paidAt", "paidBy", "reference"),
});
