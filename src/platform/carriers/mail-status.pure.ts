/** RFC 3463: what a relay says of the mailbox itself. Full mailboxes (x.2.2) pass. */
const OF_THE_MAILBOX = /^5\.(1\.\d+|2\.1)$/;
/** Of whom the mail is from: many say so only when they are told whom it is for. */
const OF_THE_SENDER = /^5\.1\.[78]$/;
const SENDER_REFUSED = /\b(sender('s)? (address|domain|verif\w*)|envelope sender)\b/i;

/** `text`: in which it is said. */
export const isOfTheSender = (status: string | undefined, text: string): boolean =>
  (status !== undefined && OF_THE_SENDER.test(status)) || SENDER_REFUSED.test(text);

export const isOfTheMailbox = (status: string, text: string): boolean =>
  OF_THE_MAILBOX.test(status) && !isOfTheSender(status, text);
