import type { Id, Quantity, Time } from "../../platform/database/event";
import type { ReferralResult, ReferralRoute } from "../stays/stay-enums.types";
import type { ReferralStatus } from "./referral-enums.types";

type Moved = {
  referralId: Id;
  route: ReferralRoute;
  status: ReferralStatus;
  on?: Time;
  result?: ReferralResult | null;
};

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    REFERRAL_CREATED: { referralId: Id; route: ReferralRoute; filedAt: Time };
    REFERRAL_UPDATED: Moved;
    REFERRAL_DECIDED: Moved;
    STAY_MAY_END: { stayId: Id; referralId: Id; status: ReferralStatus; result: ReferralResult | null };
  }
}

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    OUTSIDE_ROUTE_PUBLISHED: { outsideRouteId: Id; route: ReferralRoute; version: Quantity };
  }
}
