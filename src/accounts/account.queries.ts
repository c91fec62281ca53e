import type { Reader } from "../platform/database/reader";
import type { Tx } from "../platform/database/tx";
import { foundIn, place } from "../platform/database/searched";
import { allOf, sql } from "../platform/database/sql";
import type { Page, PageArgs } from "../platform/graphql/connection";
import { pageOfAny } from "../platform/graphql/keyset-page";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import type { Sealer } from "../platform/sealed";
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

/** Newest first: ids are time-ordered. For administrators and auditors, as checked by `@Authorized`. */
export function listAccounts(
  reader: Reader,
  sealer: Sealer,
  args: PageArgs,
  { text, role, status }: AccountFilter,
): Promise<Page<Account>> {
  const narrowed = allOf([
    status && sql`t.status = ${status}`,
    // Role names hold no sign that LIKE knows but one that stands for any character, and no two differ by that.
    role && sql`t.roles LIKE ${`%"${role}"%`}`,
  ]);
  const ways = text ? foundIn(PLACES, text).map((found) => sql`${found} AND ${narrowed}`) : [narrowed];
  const name = JSON.stringify(["accounts", ways]);
  return pageOfAny(reader, sealer, args, { name, entity: Account, by: "id", direction: "DESC" }, ways);
}
