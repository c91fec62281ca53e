import { registerEnumType } from "type-graphql";

export const AppealGround = {
  NEW_EVIDENCE: "NEW_EVIDENCE",
  WRONG_FACTS: "WRONG_FACTS",
  WRONG_RULE: "WRONG_RULE",
  DISPROPORTIONATE: "DISPROPORTIONATE",
  PROCEDURE: "PROCEDURE",
  BIAS: "BIAS",
} as const;
export type AppealGround = keyof typeof AppealGround;
registerEnumType(AppealGround, {
  name: "AppealGround",
  description: "What a party says is wrong with a ruling.",
  valuesConfig: {
    NEW_EVIDENCE: { description: "There is evidence that could not be submitted before." },
    WRONG_FACTS: { description: "Facts were held proven that are not, or the other way round." },
    WRONG_RULE: { description: "A rule was applied that does not fit, or read wrongly." },
    DISPROPORTIONATE: { description: "What was ordered is too much, or too little, for what happened." },
    PROCEDURE: { description: "The party was not heard, or another step of the procedure was left out." },
    BIAS: { description: "Who decided was not impartial." },
  },
});

export const AppealOutcome = {
  GRANTED: "GRANTED",
  PARTLY_GRANTED: "PARTLY_GRANTED",
  DISMISSED: "DISMISSED",
  REMITTED: "REMITTED",
} as const;
export type AppealOutcome = keyof typeof AppealOutcome;

const outcomes = {
  GRANTED: { description: "Right in all it asked for: another decision takes the ruling's place and is final." },
  PARTLY_GRANTED: { description: "Right in part: another decision takes the ruling's place and is final." },
  DISMISSED: { description: "Not right: the ruling stands and is final." },
  REMITTED: {
    description: "The ruling is reversed and the case goes back to the evidence stage, to be decided by other people.",
  },
};
registerEnumType(AppealOutcome, {
  name: "AppealOutcome",
  description: "How an appeal is decided.",
  valuesConfig: outcomes,
});

export const AppealStatus = { FILED: "FILED", WITHDRAWN: "WITHDRAWN", LAPSED: "LAPSED", ...AppealOutcome } as const;
export type AppealStatus = keyof typeof AppealStatus;
registerEnumType(AppealStatus, {
  name: "AppealStatus",
  description: "Where an appeal stands.",
  valuesConfig: {
    FILED: { description: "Waits for its decision, by another person than who decided the ruling." },
    WITHDRAWN: { description: "Taken back by the party that filed it." },
    LAPSED: { description: "The dispute was decided outside the platform before the appeal was." },
    ...outcomes,
  },
});
