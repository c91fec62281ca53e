import type { Tx } from "../../platform/database/tx";
import { place } from "../../platform/database/searched";
import { allOf, sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { searchedPage } from "../../platform/graphql/searched-page";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { AccountFilter } from "./account-inputs.types";
import { Account } from "./account.entity";

/** Locked for a change; `field` is where the client gave the id. */
export async function lockAccount(tx: Tx, id: string, field: string): Promise<Account> {
  const account = isIdOf(Account, id) ? await tx.lock(Account, id) : null;
  if (!account) throw new Refusal("NOT_FOUND", { field });
  return account;
}

/** Where an account is found by text. For those who see logins. */
const PLACES = [place("t.id", Account, "login"), place("t.id", Account, "displayName")];

/** People, newest first: ids are time-ordered. For administrators and auditors, as checked by `@Authorized`. */
export function listAccounts(ctx: Context, args: PageArgs, filter: AccountFilter): Promise<Page<Account>> {
  const { text, role, status } = filter;
  // The one sign of LIKE in names of roles stands for any character, and no two differ by that alone.
  const narrowed = allOf([sql`t.id LIKE ${`${Account.idPrefix}%`}`, role && sql`t.roles LIKE ${`%"${role}"%`}`]);
  const ways = [allOf([status && sql`t.status = ${status}`])];
  const keyset = { entity: Account, by: "id", direction: "DESC" } as const;
  return searchedPage(ctx, args, keyset, ["accounts", status], { ways, narrowed, text, places: PLACES });
}
