import { FIRST_HASH } from "../platform/database/event-hash";
import type { Tx } from "../platform/database/tx";
import type { Locale } from "../platform/identity/actor";
import { Account } from "./account.entity";
import { recordOnAccount, type Author } from "./record-on-account";

/** What the ids of API clients begin with, and so those of the accounts in whose name they act. */
export const CLIENT_PREFIX = "apc";

export const isClientId = (accountId: string): boolean => accountId.startsWith(`${CLIENT_PREFIX}_`);

/**
 * The account in whose name an API client acts, under the client's own id, so that whatever refers to who did something can refer to it. No
 * one can sign in with it, and no command on people's accounts finds it: its id is not one of theirs.
 */
export function clientAccount(
  tx: Tx,
  { id, name, locale }: { id: string; name: string; locale: Locale },
  by: Author,
): Account {
  const account = Object.assign(new Account(), {
    id,
    // No login that a person chooses contains a colon.
    login: `client:${id}`,
    displayName: name,
    passwordHash: null,
    externalSubject: null,
    externalIssuer: null,
    roles: [],
    locale,
    timeZone: null,
    status: "ACTIVE" as const,
    tokenVersion: 0,
    createdAt: tx.now,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  });
  tx.insert(Account, account);
  recordOnAccount(tx, account, "ACCOUNT_REGISTERED", by, { roles: "" });
  return account;
}
