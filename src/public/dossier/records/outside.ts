import { Referral } from "../../../adjudication/referrals/referral.entity";
import { audienceOf } from "../../../adjudication/referrals/referral.pure";
import { CaseStay } from "../../../adjudication/stays/case-stay.entity";
import { pick } from "./case-record";
import { sectionOf } from "./section-of";

/** The external routes the consumer took; the provider's view of them is narrower. */
export const referrals = sectionOf("referral", Referral, (row) => ({
  audience: audienceOf(row),
  fields: {
    ...pick(row, "outsideRouteId", "route", "body", "reference", "note", "evidenceId", "status", "filedAt"),
    ...pick(row, "acceptedAt", "statusAt", "result", "outcome", "reportedBy", "createdAt", "updatedAt"),
  },
  guards: { reference: "CONSUMER_SIDE", note: "CONSUMER_SIDE", evidenceId: "CONSUMER_SIDE" },
}));

export const stays = sectionOf("stay", CaseStay, (row, { people }) => ({
  audience: "PARTIES",
  fields: {
    ...pick(row, "ground", "reason", "route", "reference", "stayedAt", "stayedFrom", "endedAt", "outcome", "result"),
    by: people.label(row.stayedById, "MODERATOR"),
    endedBy: people.label(row.endedById, "MODERATOR"),
  },
}));
