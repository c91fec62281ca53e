import { Account } from "../../accounts/account.entity";
import { createAccount } from "../../accounts/create-account";
import type { Database } from "../../platform/database/database";
import { Refusal } from "../../platform/refusal";

// Logins that people choose have no colon, so no one can take these first.
const LOGIN = "cfpb:import";
export const consumerLogin = (sourceId: string): string => `cfpb:${sourceId}`;

/** The account that owns the imported providers and acts for them. It has no password, so no one can sign in with it. */
export async function importerAccount(database: Database): Promise<string> {
  const existing = await database.findOne(Account, { login: LOGIN });
  if (existing) return existing.id;
  try {
    const roles: Account["roles"] = ["CONSUMER"];
    return (
      await database.transact((tx) =>
        createAccount(tx, { login: LOGIN, displayName: "Consumer bureau import", roles, locale: "en" }),
      )
    ).id;
  } catch (error) {
    // Another import has created it meanwhile.
    if (error instanceof Refusal && error.code === "ALREADY_EXISTS") return importerAccount(database);
    throw error;
  }
}
