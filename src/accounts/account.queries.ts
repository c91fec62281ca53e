import type { Reader } from "../platform/database/reader";
import type { Tx } from "../platform/database/tx";
import { sql } from "../platform/database/sql";
import type { Page, PageArgs } from "../platform/graphql/connection";
import { page } from "../platform/graphql/keyset-page";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import type { Sealer } from "../platform/sealed";
import { Account } from "./account.entity";

/** Locked for a change; `field` is where the client gave the id. */
export async function lockAccount(tx: Tx, id: string, field: string): Promise<Account> {
  const account = isIdOf(Account, id) ? await tx.lock(Account, id) : null;
  if (!account) throw new Refusal("NOT_FOUND", { field });
  return account;
}

/** Newest first: ids are time-ordered. For administrators and auditors, as checked by `@Authorized`. */
export function listAccounts(reader: Reader, sealer: Sealer, args: PageArgs): Promise<Page<Account>> {
  return page(reader, sealer, args, {
    entity: Account,
    where: sql`1 = 1`,
    by: "id",
    direction: "DESC",
  });
}
