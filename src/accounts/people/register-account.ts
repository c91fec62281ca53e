import type { Database } from "../../platform/database/database";
import type { Account } from "../account/account.entity";
import { checkDisplayName } from "../account/check-display-name";
import { createAccount, type NewAccount } from "../account/create-account";
import { hashPassword } from "../passwords/password.pure";
import { sharesOf } from "../passwords/shares-of";
import { checkPassword } from "../passwords/set-password";

/** A visitor becomes a consumer. */
export async function registerAccount(
  database: Database,
  { login, password, displayName, locale }: Pick<NewAccount, "login" | "displayName" | "locale"> & { password: string },
): Promise<Account> {
  checkDisplayName(displayName);
  await checkPassword(password, { login, displayName }, "input.password");
  const passwordHash = await hashPassword(password, sharesOf(database));
  return database.transact((tx) =>
    createAccount(tx, { login, passwordHash, displayName, roles: ["CONSUMER"], locale }, "SELF"),
  );
}
