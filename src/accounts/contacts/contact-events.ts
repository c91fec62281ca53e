import type { Id } from "../../platform/database/event";

type Contact = { contactPointId: Id };

declare module "../account/account-events" {
  interface AccountEvents {
    CONTACT_ADDED: Contact;
    CONTACT_VERIFIED: Contact;
    CONTACT_REMOVED: Contact;
    CONTACT_BOUNCED: Contact;
    PASSWORD_RESET_SENT: Contact;
  }
}
