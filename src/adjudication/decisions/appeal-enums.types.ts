import { defineEnum } from "../../platform/graphql/enum";

export const AppealGround = defineEnum("AppealGround", "What a party says is wrong with a ruling.", {
  NEW_EVIDENCE: "There is evidence that could not be submitted before.",
  WRONG_FACTS: "Facts were wrongly held proven, or wrongly held unproven.",
  WRONG_RULE: "A rule was applied that does not fit, or was misread.",
  DISPROPORTIONATE: "The measures are too much, or too little, for what happened.",
  PROCEDURE: "The party was not heard, or another step of the procedure was left out.",
  BIAS: "The person who decided was not impartial.",
});
export type AppealGround = keyof typeof AppealGround;

const OUTCOMES = {
  GRANTED: "Granted in full: another decision replaces the ruling.",
  PARTLY_GRANTED: "Granted in part: another decision replaces the ruling.",
  DISMISSED: "Dismissed: the ruling remains in force and is final.",
  REMITTED: "The ruling is reversed and the case goes back to the evidence stage, to be decided by other people.",
};
export const AppealOutcome = defineEnum("AppealOutcome", "How an appeal is decided.", OUTCOMES);
export type AppealOutcome = keyof typeof AppealOutcome;

export const AppealStatus = defineEnum("AppealStatus", "Where an appeal stands.", {
  FILED: "Awaits its decision, by someone other than the person who decided the ruling.",
  WITHDRAWN: "Withdrawn by the party that filed it.",
  LAPSED: "The dispute was decided externally before the appeal was.",
  ...OUTCOMES,
});
export type AppealStatus = keyof typeof AppealStatus;
