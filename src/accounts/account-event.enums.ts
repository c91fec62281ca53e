import { registerEnumType } from "type-graphql";
import type { AccountRecord } from "./account-events";

/**
 * What an account's history tells its owner. What staff do elsewhere is recorded on their accounts too, and told where it belongs; an
 * event that is not named here is not shown.
 */
export const AccountEventType = {
  ACCOUNT_REGISTERED: "ACCOUNT_REGISTERED",
  ACCOUNT_UPDATED: "ACCOUNT_UPDATED",
  ACCOUNT_ROLES_CHANGED: "ACCOUNT_ROLES_CHANGED",
  ACCOUNT_SUSPENDED: "ACCOUNT_SUSPENDED",
  ACCOUNT_REINSTATED: "ACCOUNT_REINSTATED",
  SIGNED_IN: "SIGNED_IN",
  SIGN_IN_FAILED: "SIGN_IN_FAILED",
  SIGNED_OUT: "SIGNED_OUT",
  SIGNED_OUT_EVERYWHERE: "SIGNED_OUT_EVERYWHERE",
  SESSION_ENDED: "SESSION_ENDED",
  REFRESH_TOKEN_REUSED: "REFRESH_TOKEN_REUSED",
  PASSWORD_CHANGED: "PASSWORD_CHANGED",
  SECOND_FACTOR_ADDED: "SECOND_FACTOR_ADDED",
  SECOND_FACTOR_REMOVED: "SECOND_FACTOR_REMOVED",
  SECOND_FACTOR_GUESSED: "SECOND_FACTOR_GUESSED",
  SECOND_FACTOR_RESET_ASKED: "SECOND_FACTOR_RESET_ASKED",
  SECOND_FACTORS_RESET: "SECOND_FACTORS_RESET",
  RECOVERY_CODES_MADE: "RECOVERY_CODES_MADE",
  RECOVERY_CODE_USED: "RECOVERY_CODE_USED",
  MEMBERSHIP_ADDED: "MEMBERSHIP_ADDED",
  MEMBERSHIP_REMOVED: "MEMBERSHIP_REMOVED",
} as const satisfies { [T in AccountRecord]?: T };
export type AccountEventType = keyof typeof AccountEventType;
registerEnumType(AccountEventType, {
  name: "AccountEventType",
  description: "What happened to an account. New values may be added.",
  valuesConfig: {
    ACCOUNT_REGISTERED: { description: "The account was opened." },
    ACCOUNT_UPDATED: { description: "Name or language changed; the history does not say to what." },
    ACCOUNT_ROLES_CHANGED: { description: "An administrator gave it other roles." },
    ACCOUNT_SUSPENDED: { description: "It was locked, and its sessions ended." },
    ACCOUNT_REINSTATED: { description: "It was unlocked." },
    SIGNED_IN: { description: "A session began." },
    SIGN_IN_FAILED: {
      description: "Wrong passwords were sent. Told as a number, at most once an hour and before the next sign-in.",
    },
    SIGNED_OUT: { description: "A session was ended from its own device." },
    SIGNED_OUT_EVERYWHERE: { description: "All sessions were ended." },
    SESSION_ENDED: { description: "A session was ended from the list of sessions." },
    REFRESH_TOKEN_REUSED: {
      description: "A refresh token that was used up came again: somebody may have copied it. The session was ended.",
    },
    PASSWORD_CHANGED: { description: "There is another password, and the other sessions were ended." },
    SECOND_FACTOR_ADDED: { description: "An authenticator app or a passkey was set up." },
    SECOND_FACTOR_REMOVED: { description: "An authenticator app or a passkey was removed." },
    SECOND_FACTOR_GUESSED: { description: "Many wrong codes were sent by somebody who had the password." },
    SECOND_FACTOR_RESET_ASKED: { description: "An administrator asked for the removal of all second factors." },
    SECOND_FACTORS_RESET: { description: "All second factors were removed by the platform, and all sessions ended." },
    RECOVERY_CODES_MADE: { description: "New recovery codes were made; the ones before work no more." },
    RECOVERY_CODE_USED: { description: "A recovery code signed in, or proved the person." },
    MEMBERSHIP_ADDED: { description: "The person began to act for a provider." },
    MEMBERSHIP_REMOVED: { description: "The person no longer acts for a provider." },
  },
});

export const AccountEventBy = { ONESELF: "ONESELF", STAFF: "STAFF", PLATFORM: "PLATFORM" } as const;
export type AccountEventBy = keyof typeof AccountEventBy;
registerEnumType(AccountEventBy, {
  name: "AccountEventBy",
  description: "Who caused an event of an account.",
  valuesConfig: {
    ONESELF: { description: "The person, or somebody who could sign in as them." },
    STAFF: { description: "Somebody else, of the platform." },
    PLATFORM: { description: "The platform by itself; also what strangers tried." },
  },
});
