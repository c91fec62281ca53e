import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { AccountRecord } from "../account/account-events";
import type { Account } from "../account/account.entity";
import { overseers } from "./overseers.queries";
import { recordOnAccount, type Author } from "../account/record-on-account";

/** Told to the person and to those who oversee the granting of roles, except whoever did it. */
export async function recordRole<T extends AccountRecord>(
  tx: Tx,
  account: Account,
  type: T,
  author: Author,
  data: Events[T],
): Promise<void> {
  const notified = new Set([account.id, ...(await overseers(tx))]);
  notified.delete(author.actorId ?? "");
  recordOnAccount(tx, account, type, author, data, [...notified]);
}
