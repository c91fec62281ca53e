import { defineActions } from "../../platform/graphql/available-action";
import { defineEnum } from "../../platform/graphql/enum";

export const HidingReason = defineEnum(
  "ReviewHidingReason",
  "Why a review is not shown. The provider's dislike is no reason. More may be added.",
  {
    INSULT: "It insults or threatens a person.",
    PERSONAL_DATA: "It shows a person's personal data.",
    ADVERTISING: "It advertises something.",
    UNLAWFUL: "It breaks the law in another way.",
    OFF_TOPIC: "It is not about what was ordered.",
    NOT_GENUINE: "It was bought, forced or written for someone else's purposes.",
  },
);
export type HidingReason = keyof typeof HidingReason;

export const reviewActions = defineActions("Review", "a review, by a member of the provider (once) or by a moderator", {
  ANSWER: "answerReview",
  HIDE: "hideReview",
  UNHIDE: "unhideReview",
});
export type ReviewAction = keyof typeof reviewActions.actions;

export const ComplaintOutcome = defineEnum(
  "ReviewComplaintOutcome",
  "The outcome of a complaint about the order reviewed.",
  {
    OPEN: "A case is open. Only its parties and platform staff see this: a case is not public.",
    UPHELD: "A final ruling found every promise complained of broken.",
    PARTLY_UPHELD: "A final ruling found a promise broken, but not every one wholly.",
  },
);
export type ComplaintOutcome = keyof typeof ComplaintOutcome;
