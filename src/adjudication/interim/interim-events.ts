import type { Id, Quantity, Text, Time } from "../../platform/database/event";
import type { InterimMeasureEnd, InterimMeasureKind } from "./interim-enums.types";

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    INTERIM_PROPOSED: { interimId: Id; measure: InterimMeasureKind; days: Quantity };
    INTERIM_DECLINED: { interimId: Id; reason: Text };
    INTERIM_NOT_CONFIRMED: { interimId: Id };
    /** `renews`: the one whose place it takes. */
    INTERIM_IMPOSED: {
      interimId: Id;
      measure: InterimMeasureKind;
      listingId: Id | null;
      startsAt: Time;
      endsAt: Time;
      renews: Id | null;
    };
    INTERIM_REVIEW_REQUESTED: { interimId: Id; decisionDueAt: Time };
    INTERIM_REVIEW_DECIDED: { interimId: Id; outcome: "LIFTED" | "KEPT" };
    INTERIM_REVIEW_LATE: { interimId: Id };
    INTERIM_ENDED: { interimId: Id; because: InterimMeasureEnd };
  }
}
