import { defineEnum } from "../../platform/graphql/enum";

export const ContactKind = defineEnum("ContactKind", "How somebody can be reached. New values may be added.", {
  EMAIL: "An e-mail address.",
  SMS: "A mobile telephone number, by text messages.",
  APP_PUSH: "An app on a device, by its maker's push service.",
  WEB_PUSH: "A browser, by its maker's push service.",
});
export type ContactKind = keyof typeof ContactKind;

export const ContactState = defineEnum("ContactState", "Whether a contact point can be used.", {
  UNVERIFIED: "A code was sent to it, and has not been entered yet: nothing else is sent there.",
  VERIFIED: "It is the person's, and messages are sent to it.",
  BOUNCED: "Messages came back. Nothing is sent there until it is verified again.",
});
export type ContactState = keyof typeof ContactState;

export const NoticeKind = defineEnum("NoticeKind", "What a notice is about. New values may be added.", {
  DEADLINE: "A deadline by which somebody loses a right: what begins, ends or brings it near.",
  MONEY: "Money that was paid, withheld, refunded, or has not come.",
  CASE: "Whatever else happens in a case.",
  OTHER: "What is about no case: the account, a provider, its promises, orders and training.",
});
export type NoticeKind = keyof typeof NoticeKind;

export const DevicePlatform = defineEnum(
  "DevicePlatform",
  "Whose push service reaches a device. New values may be added.",
  {
    APNS: "Apple's (Apple Push Notification service).",
    FCM: "Google's (Firebase Cloud Messaging).",
    HUAWEI: "Huawei's (Push Kit).",
  },
);
export type DevicePlatform = keyof typeof DevicePlatform;

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
  SENT: "The service that carries it has taken it.",
  BOUNCED: "It came back: there is no such mailbox, number or app any longer.",
  FAILED: "It could not be sent.",
  SUPPRESSED:
    "It was not sent: the person wished for deadlines only, or could not be reached, or was no longer concerned.",
});
export type LetterState = keyof typeof LetterState;
