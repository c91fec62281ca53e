import { defineEnum } from "../../platform/graphql/enum";

export const AppealGround = defineEnum("AppealGround", "What a party says is wrong with a ruling.", {
  NEW_EVIDENCE: "There is evidence that could not be submitted before.",
  WRONG_FACTS: "Facts were held proven that are not, or the other way round.",
  WRONG_RULE: "A rule was applied that does not fit, or read wrongly.",
  DISPROPORTIONATE: "What was ordered is too much, or too little, for what happened.",
  PROCEDURE: "The party was not heard, or another step of the procedure was left out.",
  BIAS: "Who decided was not impartial.",
});
export type AppealGround = keyof typeof AppealGround;

const OUTCOMES = {
  GRANTED: "Right in all it asked for: another decision takes the ruling's place and is final.",
  PARTLY_GRANTED: "Right in part: another decision takes the ruling's place and is final.",
  DISMISSED: "Not right: the ruling stands and is final.",
  REMITTED: "The ruling is reversed and the case goes back to the evidence stage, to be decided by other people.",
};
export const AppealOutcome = defineEnum("AppealOutcome", "How an appeal is decided.", OUTCOMES);
export type AppealOutcome = keyof typeof AppealOutcome;

export const AppealStatus = defineEnum("AppealStatus", "Where an appeal stands.", {
  FILED: "Waits for its decision, by another person than who decided the ruling.",
  WITHDRAWN: "Taken back by the party that filed it.",
  LAPSED: "The dispute was decided outside the platform before the appeal was.",
  ...OUTCOMES,
});
export type AppealStatus = keyof typeof AppealStatus;
