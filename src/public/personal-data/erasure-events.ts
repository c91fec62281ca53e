import type { Code, Id, Quantity, Text, Time } from "../../platform/database/event";

type Hold = { holdId: Id; reason: Text };

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    ERASURE_PROPOSED: { erasureId: Id; reason: Text };
    ERASURE_ASKED: { erasureId: Id; dueAt: Time };
    ERASURE_WITHDRAWN: { erasureId: Id };
    ERASURE_LAPSED: { erasureId: Id };
    /** Of so many rows and events; each in so many events as hold them. */
    ACCOUNT_DATA_ERASED: { count: Quantity };
    ACCOUNT_ERASED: { erasureId: Id };
    /** On the platform's own account: what the table had from before that time was removed. */
    RETENTION_APPLIED: { what: Code; endsAt: Time };
    ACCOUNT_HOLD_PLACED: Hold;
    ACCOUNT_HOLD_ENDED: Hold;
  }
}

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    WORDS_ERASED: { whose: "CONSUMER" | "ALL"; count: Quantity };
    LEGAL_HOLD_PLACED: Hold;
    LEGAL_HOLD_ENDED: Hold;
  }
}
