import type { ReferralResult, ReferralRoute } from "../stays/stay-enums.types";
import type { ReferralStatus } from "./referral-enums.types";

type Moved = {
  referralId: string;
  route: ReferralRoute;
  status: ReferralStatus;
  on?: number;
  result?: ReferralResult | null;
};

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    REFERRAL_CREATED: { referralId: string; route: ReferralRoute; filedAt: number };
    REFERRAL_UPDATED: Moved;
    REFERRAL_DECIDED: Moved;
    STAY_MAY_END: { stayId: string; referralId: string; status: ReferralStatus; result: ReferralResult | null };
  }
}

declare module "../../accounts/account-events" {
  interface AccountEvents {
    OUTSIDE_ROUTE_PUBLISHED: { outsideRouteId: string; route: ReferralRoute; version: number };
  }
}
