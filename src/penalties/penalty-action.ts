import { registerEnumType } from "type-graphql";
import { PENALTY_ACTIONS, type PenaltyAction as Action } from "./penalty.policy";

export const PenaltyAction = Object.fromEntries(PENALTY_ACTIONS.map((action) => [action, action])) as Record<
  Action,
  Action
>;
registerEnumType(PenaltyAction, {
  name: "PenaltyAction",
  description: "What a provider's owner may do about a penalty.",
  valuesConfig: {
    PAY_FINE: { description: "Mutation `payFine`." },
    SUBMIT_HEARING_STATEMENT: { description: "Mutation `submitHearingStatement`, until `hearingUntil`." },
  },
});
