import { defineEnum } from "../../platform/graphql/enum";

export const ContactKind = defineEnum("ContactKind", "How somebody can be reached. New values may be added.", {
  EMAIL: "An e-mail address.",
});
export type ContactKind = keyof typeof ContactKind;

export const ContactState = defineEnum("ContactState", "Whether a contact point can be used.", {
  UNVERIFIED: "A code was sent to it, and has not been entered yet: nothing else is sent there.",
  VERIFIED: "It is the person's, and messages are sent to it.",
  BOUNCED: "Messages came back. Nothing is sent there until it is verified again.",
});
export type ContactState = keyof typeof ContactState;

export const LetterFrequency = defineEnum(
  "LetterFrequency",
  "When messages are sent. What concerns a deadline that costs rights is sent at once, whatever is chosen.",
  {
    AT_ONCE: "At once; at night in the morning.",
    HOURLY: "Together, once an hour; not at night.",
    DAILY: "Together, once a day in the morning.",
    DEADLINES_ONLY: "Only what concerns a deadline.",
  },
);
export type LetterFrequency = keyof typeof LetterFrequency;

export const LetterState = defineEnum("LetterState", "What became of a message.", {
  QUEUED: "It waits to be sent, or to be tried again.",
  SENT: "The mail service has taken it.",
  BOUNCED: "It came back: there is no such mailbox.",
  FAILED: "It could not be sent.",
  SUPPRESSED:
    "It was not sent: the person wished for deadlines only, or could not be reached, or was no longer concerned.",
});
export type LetterState = keyof typeof LetterState;
