import type { InterimMeasureEnd, InterimMeasureKind } from "./interim-enums.types";

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    INTERIM_PROPOSED: { interimId: string; measure: InterimMeasureKind; days: number };
    INTERIM_DECLINED: { interimId: string; reason: string };
    INTERIM_NOT_CONFIRMED: { interimId: string };
    /** `renews`: the one whose place it takes. */
    INTERIM_IMPOSED: {
      interimId: string;
      measure: InterimMeasureKind;
      listingId: string | null;
      startsAt: number;
      endsAt: number;
      renews: string | null;
    };
    INTERIM_REVIEW_REQUESTED: { interimId: string; decisionDueAt: number };
    INTERIM_REVIEW_DECIDED: { interimId: string; outcome: "LIFTED" | "KEPT" };
    INTERIM_REVIEW_LATE: { interimId: string };
    INTERIM_ENDED: { interimId: string; because: InterimMeasureEnd };
  }
}
