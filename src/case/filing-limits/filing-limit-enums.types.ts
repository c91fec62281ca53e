import { defineActions } from "../../platform/graphql/available-action";
import { defineEnum } from "../../platform/graphql/enum";

export const FilingLimitGrade = defineEnum(
  "FilingLimitGrade",
  "How far a limit on opening complaints goes. None of them touches cases that are under way: evidence, answers, appeals and reopening stay as they are.",
  {
    NOTICE: "The person is told what is wrong; nothing is limited.",
    PACED:
      "Fewer new complaints: as many as the house rule `filing.paced` says, counted from the beginning of the limit.",
    PAUSED:
      "No new complaints about ordinary breaches. Grave ones (fraud, data leak, retaliation, safety) stay possible at the pace of PACED. Needs a second person.",
  },
);
export type FilingLimitGrade = keyof typeof FilingLimitGrade;

export const FilingLimitStatus = defineEnum("FilingLimitStatus", "The state of a limit on opening complaints.", {
  PROPOSED: "Waits for a second person; the person concerned is not limited and not told.",
  IN_FORCE: "In force until it ends by its date or is lifted.",
  ENDED: "Its date has come, or a contest was not decided in time.",
  LIFTED: "Lifted before its date, or, when it was only proposed, dropped.",
});
export type FilingLimitStatus = keyof typeof FilingLimitStatus;

export const filingLimitActions = defineActions("FilingLimit", "a limit on opening complaints", {
  CONFIRM: "confirmFilingLimit",
  LIFT: "liftFilingLimit",
  CONTEST: "contestFilingLimit",
  DECIDE_CONTEST: "decideFilingLimitContest",
});
export type FilingLimitAction = keyof typeof filingLimitActions.actions;
