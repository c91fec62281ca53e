import { InterimMeasure } from "../../../adjudication/interim/interim-measure.entity";
import { pick } from "./case-record";
import { sectionOf } from "./section-of";

/** Pauses of orders: one that acted stays between the provider and the platform, one that did not with the platform. */
export const interimMeasures = sectionOf("interimMeasure", InterimMeasure, (row, { people }) => ({
  audience: row.confirmedById === null ? "STAFF" : "PROVIDER_SIDE",
  fields: {
    ...pick(row, "kind", "listingId", "days", "status", "reason", "proposedAt", "startsAt", "endsAt", "endedBecause"),
    ...pick(row, "endReason", "reviewText", "reviewAskedAt", "reviewDecidedAt", "reviewReason"),
    proposedBy: people.label(row.proposedById, "MODERATOR"),
    confirmedBy: people.label(row.confirmedById, "MODERATOR"),
    reviewDecidedBy: people.label(row.reviewDecidedById, "MODERATOR"),
  },
}));
