import { Referral } from "../../../adjudication/referrals/referral.entity";
import { audienceOf } from "../../../adjudication/referrals/referral.pure";
import { CaseStay } from "../../../adjudication/stays/case-stay.entity";
import { pick, type CaseRecord } from "./case-record";
import type { CaseSource } from "./case-source";
import { rowsOf } from "./rows-of";

/** The external routes the consumer took; the provider's view of them is narrower. */
export async function* referrals({ db, complaint }: CaseSource): AsyncGenerator<CaseRecord> {
  for await (const row of rowsOf(db, Referral, complaint.id))
    yield {
      record: "referral",
      id: row.id,
      audience: audienceOf(row),
      fields: {
        ...pick(row, "outsideRouteId", "route", "body", "reference", "note", "evidenceId", "status", "filedAt"),
        ...pick(row, "acceptedAt", "statusAt", "result", "outcome", "reportedBy", "createdAt", "updatedAt"),
      },
      guards: { reference: "CONSUMER_SIDE", note: "CONSUMER_SIDE", evidenceId: "CONSUMER_SIDE" },
    };
}

export async function* stays({ db, complaint, people }: CaseSource): AsyncGenerator<CaseRecord> {
  for await (const row of rowsOf(db, CaseStay, complaint.id))
    yield {
      record: "stay",
      id: row.id,
      audience: "PARTIES",
      fields: {
        ...pick(row, "ground", "reason", "route", "reference", "stayedAt", "stayedFrom", "endedAt", "outcome"),
        by: people.label(row.stayedById, "MODERATOR"),
        endedBy: people.label(row.endedById, "MODERATOR"),
      },
    };
}
