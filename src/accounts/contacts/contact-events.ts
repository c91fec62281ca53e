import type { Id } from "../../platform/database/event";

type Contact = { contactPointId: Id };

declare module "../account/account-events" {
  interface AccountEvents {
    CONTACT_ADDED: Contact;
    /** `replacedId`: the verified one of that kind whose place it took; absent: none, or it was verified once more. */
    CONTACT_VERIFIED: Contact & { replacedId?: Id };
    CONTACT_REMOVED: Contact;
    CONTACT_BOUNCED: Contact;
    PASSWORD_RESET_SENT: Contact;
  }
}
