import { defineEnum } from "../platform/graphql/enum";
import type { AccountRecord } from "./account-events";

/**
 * What an account's history tells its owner. What staff do elsewhere is recorded on their accounts too, and told where it belongs; an
 * event that is not named here is not shown.
 */
export const AccountEventType = defineEnum(
  "AccountEventType",
  "What happened to an account. New values may be added.",
  {
    ACCOUNT_REGISTERED: "The account was opened.",
    ACCOUNT_UPDATED: "Name or language changed; the history does not say to what.",
    ACCOUNT_ROLES_CHANGED: "An administrator gave it other roles.",
    ACCOUNT_SUSPENDED: "It was locked, and its sessions ended.",
    ACCOUNT_REINSTATED: "It was unlocked.",
    SIGNED_IN: "A session began.",
    SIGN_IN_FAILED: "Wrong passwords were sent. Told as a number, at most once an hour and before the next sign-in.",
    SIGNED_OUT: "A session was ended from its own device.",
    SIGNED_OUT_EVERYWHERE: "All sessions were ended.",
    SESSION_ENDED: "A session was ended from the list of sessions.",
    REFRESH_TOKEN_REUSED:
      "A refresh token that was used up came again: somebody may have copied it. The session was ended.",
    PASSWORD_CHANGED: "There is another password, and the other sessions were ended.",
    SECOND_FACTOR_ADDED: "An authenticator app or a passkey was set up.",
    SECOND_FACTOR_REMOVED: "An authenticator app or a passkey was removed.",
    SECOND_FACTOR_GUESSED: "Many wrong codes were sent by somebody who had the password.",
    SECOND_FACTOR_RESET_ASKED: "An administrator asked for the removal of all second factors.",
    SECOND_FACTORS_RESET: "All second factors were removed by the platform, and all sessions ended.",
    RECOVERY_CODES_MADE: "New recovery codes were made; the ones before work no more.",
    RECOVERY_CODE_USED: "A recovery code signed in, or proved the person.",
    MEMBERSHIP_ADDED: "The person began to act for a provider.",
    MEMBERSHIP_REMOVED: "The person no longer acts for a provider.",
  } satisfies { [T in AccountRecord]?: string },
);
export type AccountEventType = keyof typeof AccountEventType;

export const AccountEventBy = defineEnum("AccountEventBy", "Who caused an event of an account.", {
  ONESELF: "The person, or somebody who could sign in as them.",
  STAFF: "Somebody else, of the platform.",
  PLATFORM: "The platform by itself; also what strangers tried.",
});
export type AccountEventBy = keyof typeof AccountEventBy;
