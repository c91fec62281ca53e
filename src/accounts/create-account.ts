import type { Tx } from "../platform/database/tx";
import { FIRST_HASH } from "../platform/database/event-hash";
import type { Locale } from "../platform/identity/actor";
import { newId } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { Account } from "./account.entity";
import type { AccountRole } from "./account-enums.types";
import { foldLogin, LONGEST_LOGIN } from "./login.pure";
import { hashPassword } from "./password.pure";
import { oneself, recordOnAccount, SYSTEM, type Author } from "./record-on-account";
import { refuseDuplicates } from "./refuse-duplicates";
import { sharesOf } from "./shares-of";

export interface NewAccount {
  login: string;
  /** Hashed inside the transaction; where others wait for it, hash beforehand and pass `passwordHash`. */
  password?: string;
  passwordHash?: string;
  externalSubject?: string;
  externalIssuer?: string;
  displayName: string;
  roles: AccountRole[];
  locale: Locale;
}

/** `by` says whether the person registered themselves or who created the account: the system (an import, the demo data) or the operator. */
export async function createAccount(tx: Tx, input: NewAccount, by: Author | "SELF" = SYSTEM): Promise<Account> {
  const { password, externalSubject = null, externalIssuer = null, displayName, roles, locale } = input;
  const login = foldLogin(input.login);
  // Folding may lengthen the text: some single characters expand to whole words.
  if ([...login].length > LONGEST_LOGIN) {
    throw new Refusal("BAD_USER_INPUT", {
      reason: "text.tooLong",
      field: "input.login",
      params: { max: LONGEST_LOGIN },
    });
  }
  const passwordHash =
    input.passwordHash ?? (password === undefined ? null : await hashPassword(password, sharesOf(tx)));
  const account: Account = Object.assign(new Account(), {
    id: newId(Account),
    login,
    displayName,
    passwordHash,
    externalSubject,
    externalIssuer,
    roles,
    locale,
    timeZone: null,
    status: "ACTIVE" as const,
    tokenVersion: 0,
    createdAt: tx.now,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  });
  tx.insert(Account, account);
  await refuseDuplicates(tx, { uq_account_login: "input.login" });
  recordOnAccount(tx, account, "ACCOUNT_REGISTERED", by === "SELF" ? oneself(account) : by, {
    roles: roles.join(" "),
  });
  return account;
}
