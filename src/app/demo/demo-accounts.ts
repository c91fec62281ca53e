import { endAllSessions } from "../../accounts/sessions/account-sessions";
import { Account } from "../../accounts/account/account.entity";
import { verifyPassword } from "../../accounts/passwords/password.pure";
import { OPERATOR, recordOnAccount } from "../../accounts/account/record-on-account";
import type { Database } from "../../platform/database/database";
import { commandNamed } from "../command-named";
import { DemoAccount } from "./demo-account.entity";
import { DEMO_PEOPLE } from "./demo-people";

/** Why a server that is not a demo does not start. */
export class DemoAccountsLeft extends Error {
  constructor(logins: readonly string[]) {
    super(
      `This server is not a demo, and the password of these accounts is published: ${logins.join(", ")}.\nSuspend them and lock their passwords: ${commandNamed("redress")} account retire-demo`,
    );
    this.name = "DemoAccountsLeft";
  }
}

/** Whether the database is empty or belongs to the demo, so that `npm start` alone may keep showing the demo. */
export async function isDemo(database: Database): Promise<boolean> {
  if (!(await database.findOne(Account, {})) || (await database.findOne(DemoAccount, {}))) return true;
  return (await withDemoPassword(database)).length > 0;
}

/** The demo's password is public: outside a demo no account may have it, not even a suspended one. */
export async function refuseDemoAccounts(database: Database): Promise<void> {
  const left = await withDemoPassword(database);
  if (left.length > 0) throw new DemoAccountsLeft(left.map(({ login }) => login));
}

/** Suspends the demo's people for good: their sessions end and their passwords are removed. Returns their logins. */
export async function retireDemo(database: Database): Promise<string[]> {
  const made = (await database.find(DemoAccount, {})).map(({ id }) => id);
  const known = (await withDemoPassword(database)).map(({ id }) => id);
  return database.transact(async (tx) => {
    const logins: string[] = [];
    for (const id of [...new Set([...made, ...known])].sort()) {
      const account = await tx.lock(Account, id);
      if (!account) continue;
      tx.change(account, { status: "SUSPENDED", passwordHash: null });
      endAllSessions(tx, account);
      recordOnAccount(tx, account, "ACCOUNT_SUSPENDED", OPERATOR, { reason: "The demo was retired." });
      logins.push(account.login);
    }
    // The database no longer belongs to a demo: the next start neither shows nor seeds one.
    tx.execute("DELETE FROM demo_account");
    return logins;
  });
}

/** The accounts created by the demo, and those with its logins, which an earlier version created without a record. */
async function withDemoPassword(database: Database): Promise<Account[]> {
  const made = (await database.find(DemoAccount, {})).map(({ id }) => id);
  const accounts = new Map(
    [
      ...(await database.find(Account, { id: made })),
      ...(await database.find(Account, { login: DEMO_PEOPLE.map(({ login }) => login) })),
    ].map((account) => [account.id, account]),
  );
  const password = DEMO_PEOPLE[0]?.password ?? "";
  const candidates = [...accounts.values()].filter(({ passwordHash }) => passwordHash !== null);
  const matches = await Promise.all(candidates.map(({ passwordHash }) => verifyPassword(passwordHash, password)));
  return candidates.filter((_, index) => matches[index]);
}
