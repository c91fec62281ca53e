import { registerEnumType } from "type-graphql";

export const HidingReason = {
  INSULT: "INSULT",
  PERSONAL_DATA: "PERSONAL_DATA",
  ADVERTISING: "ADVERTISING",
  UNLAWFUL: "UNLAWFUL",
  OFF_TOPIC: "OFF_TOPIC",
  NOT_GENUINE: "NOT_GENUINE",
} as const;
export type HidingReason = keyof typeof HidingReason;
registerEnumType(HidingReason, {
  name: "ReviewHidingReason",
  description: "Why a review is not shown. That the provider dislikes it is none. More may be added.",
  valuesConfig: {
    INSULT: { description: "It insults or threatens somebody." },
    PERSONAL_DATA: { description: "It shows somebody's personal data." },
    ADVERTISING: { description: "It advertises something." },
    UNLAWFUL: { description: "It breaks the law in another way." },
    OFF_TOPIC: { description: "It is not about what was ordered." },
    NOT_GENUINE: { description: "It was bought, forced or written for somebody else's purposes." },
  },
});

export const ReviewAction = { ANSWER: "ANSWER", HIDE: "HIDE", UNHIDE: "UNHIDE" } as const;
export type ReviewAction = keyof typeof ReviewAction;
registerEnumType(ReviewAction, {
  name: "ReviewAction",
  description: "What can be done with a review.",
  valuesConfig: {
    ANSWER: { description: "`answerReview`, by a member of the provider, once." },
    HIDE: { description: "`hideReview`, by a moderator." },
    UNHIDE: { description: "`unhideReview`, by a moderator." },
  },
});

export const ComplaintOutcome = { OPEN: "OPEN", UPHELD: "UPHELD", PARTLY_UPHELD: "PARTLY_UPHELD" } as const;
export type ComplaintOutcome = keyof typeof ComplaintOutcome;
registerEnumType(ComplaintOutcome, {
  name: "ReviewComplaintOutcome",
  description: "What became of a complaint about the order reviewed.",
  valuesConfig: {
    OPEN: { description: "A case is open. Only its parties and platform staff see this: a case is not public." },
    UPHELD: { description: "A final ruling found every promise complained of broken." },
    PARTLY_UPHELD: { description: "A final ruling found a promise broken, but not every one wholly." },
  },
});
