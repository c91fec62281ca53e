import { FIRST_HASH } from "../../platform/database/event-hash";
import type { Tx } from "../../platform/database/tx";
import { Account } from "./account.entity";
import { digestOf } from "./secret-token.pure";
import { oneself, recordOnAccount, type Author } from "./record-on-account";

type Given = Pick<Account, "id" | "login" | "displayName" | "locale"> & Partial<Account>;

/** Whoever is new: without a role or a way to sign in, unless they are given. */
export function beginAccount(tx: Tx, given: Given, by: Author | "SELF"): Account {
  const account = Object.assign(new Account(), {
    passwordHash: null,
    externalSubject: null,
    externalIssuer: null,
    roles: [],
    timeZone: null,
    status: "ACTIVE" as const,
    tokenVersion: 0,
    createdAt: tx.now,
    eventSeq: 0,
    eventHash: FIRST_HASH,
    ...given,
  });
  const { passwordHash } = account;
  tx.insert(Account, account);
  recordOnAccount(tx, account, "ACCOUNT_REGISTERED", by === "SELF" ? oneself(account) : by, {
    roles: account.roles.join(" "),
    passwordDigest: passwordHash === null ? null : digestOf(passwordHash),
  });
  return account;
}
