import type { Tx } from "../../platform/database/tx";
import type { Locale } from "../../platform/identity/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Account } from "./account.entity";
import { beginAccount } from "./begin-account";
import type { AccountRole } from "../actor/account-enums.types";
import { foldLogin, LONGEST_LOGIN } from "./login.pure";
import { SYSTEM, type Author } from "./record-on-account";
import { refuseDuplicates } from "./refuse-duplicates";

export interface NewAccount {
  login: string;
  /** Hashed beforehand: others would wait for it inside the transaction. */
  passwordHash?: string;
  externalSubject?: string;
  externalIssuer?: string;
  displayName: string;
  roles: AccountRole[];
  locale: Locale;
}

/** `by` says whether the person registered themselves or who created the account: the system (an import, the demo data) or the operator. */
export async function createAccount(tx: Tx, input: NewAccount, by: Author | "SELF" = SYSTEM): Promise<Account> {
  const { displayName, roles, locale, passwordHash = null, externalSubject = null, externalIssuer = null } = input;
  const login = foldLogin(input.login);
  // Folding may lengthen the text: some single characters expand to whole words.
  if ([...login].length > LONGEST_LOGIN) {
    throw new Refusal("BAD_USER_INPUT", {
      reason: "text.tooLong",
      field: "input.login",
      params: { max: LONGEST_LOGIN },
    });
  }
  const outside = { externalSubject, externalIssuer };
  const account = beginAccount(
    tx,
    { id: newId(Account), login, displayName, roles, locale, passwordHash, ...outside },
    by,
  );
  await refuseDuplicates(tx, { uq_account_login: "input.login" });
  return account;
}
