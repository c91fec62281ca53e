import { defineEnum } from "../../platform/graphql/enum";
import type { AccountRecord } from "./account-events";

/**
 * What an account's history shows its owner. What staff do elsewhere is recorded on their accounts too, and shown where it belongs; an
 * event that is not named here is not shown.
 */
export const AccountEventType = defineEnum(
  "AccountEventType",
  "What happened to an account. New values may be added.",
  {
    ACCOUNT_REGISTERED: "The account was created.",
    ACCOUNT_UPDATED: "Name or language changed; the history does not say to what.",
    ACCOUNT_ROLES_CHANGED: "An administrator gave it other roles, or the platform's directory of people did.",
    ACCOUNT_SUSPENDED: "It was locked, and its sessions ended.",
    ACCOUNT_REINSTATED: "It was unlocked.",
    ACCOUNT_DEPROVISIONED: "The platform's directory of people withdrew it, and its sessions ended.",
    ACCOUNT_REPROVISIONED: "The platform's directory of people gave it back.",
    SIGNED_IN: "A session began.",
    SIGN_IN_FAILED:
      "Wrong passwords were sent. Recorded as a number, at most once an hour and before the next sign-in.",
    SIGNED_OUT: "A session was ended from its own device.",
    SIGNED_OUT_EVERYWHERE: "All sessions were ended.",
    SESSION_ENDED: "A session was ended from the list of sessions.",
    REFRESH_TOKEN_REUSED: "A used refresh token was sent again: someone may have copied it. The session was ended.",
    PASSWORD_CHANGED: "The password was changed, and the other sessions were ended.",
    SECOND_FACTOR_ADDED: "An authenticator app or a passkey was set up.",
    SECOND_FACTOR_REMOVED: "An authenticator app or a passkey was removed.",
    SECOND_FACTOR_GUESSED: "Many wrong codes were sent by someone who had the password.",
    SECOND_FACTOR_RESET_ASKED: "An administrator requested the removal of all second factors.",
    SECOND_FACTORS_RESET: "All second factors were removed by the platform, and all sessions ended.",
    RECOVERY_CODES_MADE: "New recovery codes were generated; the previous ones no longer work.",
    RECOVERY_CODE_USED: "A recovery code was used to sign in or to prove one's identity.",
    CONTACT_VERIFIED: "An address was verified: messages go there.",
    CONTACT_REMOVED: "An address was removed.",
    CONTACT_BOUNCED: "Messages to the address came back; nothing more is sent there.",
    PASSWORD_RESET_SENT: "A link to a new password was sent to the address, since somebody asked for one.",
    MEMBERSHIP_ADDED: "The person began to act for a provider.",
    MEMBERSHIP_REMOVED: "The person no longer acts for a provider.",
    FILING_LIMIT_IMPOSED: "A limit on how often the person may open complaints began, see `Account.filingLimits`.",
    FILING_LIMIT_CONTESTED: "The person contested such a limit.",
    FILING_LIMIT_CONTEST_GRANTED: "The contest was granted, and the limit lifted.",
    FILING_LIMIT_CONTEST_DENIED: "The contest was not granted.",
    FILING_LIMIT_LIFTED: "The limit was lifted before its end.",
    DATA_EXPORT_REQUESTED:
      "A copy of all that is held on the person was asked for, by them or by the operator for them.",
    DATA_EXPORT_DOWNLOADED: "Such a copy was downloaded.",
    ERASURE_ASKED: "The account is to be deleted, see `Account.erasure`.",
    ERASURE_WITHDRAWN: "That was taken back.",
    ACCOUNT_ERASED: "The account was deleted.",
    FILING_LIMIT_ENDED: "The limit ended by its date, or because a contest was not decided in time.",
  } satisfies { [T in AccountRecord]?: string },
);
export type AccountEventType = keyof typeof AccountEventType;

export const AccountEventBy = defineEnum("AccountEventBy", "Who caused an event of an account.", {
  ONESELF: "The person, or someone who could sign in as them.",
  STAFF: "Someone else, of the platform's staff.",
  PLATFORM: "The platform automatically; also attempts by strangers.",
});
export type AccountEventBy = keyof typeof AccountEventBy;
