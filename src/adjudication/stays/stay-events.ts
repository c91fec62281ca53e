import type { Id, Text } from "../../platform/database/event";
import type { ReferralResult, ReferralRoute, StayGround } from "./stay-enums.types";

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    COMPLAINT_STAYED: {
      stayId: Id;
      ground: StayGround;
      reason: Text;
      route: ReferralRoute | null;
      reference: Text | null;
    };
    COMPLAINT_RESUMED: { stayId: Id; reason: Text };
    COMPLAINT_DECIDED_OUTSIDE: {
      stayId: Id;
      route: ReferralRoute | null;
      reference: Text | null;
      outcome: Text;
      /** Missing in events from before it was asked for. */
      result?: ReferralResult | null;
    };
  }
}
