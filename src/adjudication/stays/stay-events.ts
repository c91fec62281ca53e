import type { ReferralResult, ReferralRoute, StayGround } from "./stay-enums.types";

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    COMPLAINT_STAYED: {
      stayId: string;
      ground: StayGround;
      reason: string;
      route: ReferralRoute | null;
      reference: string | null;
    };
    COMPLAINT_RESUMED: { stayId: string; reason: string };
    COMPLAINT_DECIDED_OUTSIDE: {
      stayId: string;
      route: ReferralRoute | null;
      reference: string | null;
      outcome: string;
      /** Missing in events from before it was asked for. */
      result?: ReferralResult | null;
    };
  }
}
