import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import type { Account } from "../account/account.entity";
import { DirectoryEntry } from "./directory-entry.entity";

export const entryOf = (reader: Reader, accountId: string): Promise<DirectoryEntry | null> =>
  reader.findOne(DirectoryEntry, { accountId });

/** Under the account's lock. */
export async function makeEntry(tx: Tx, account: Account): Promise<DirectoryEntry> {
  const known = await entryOf(tx, account.id);
  if (known) return known;
  const entry = Object.assign(new DirectoryEntry(), {
    id: newId(DirectoryEntry),
    accountId: account.id,
    userName: null,
    isActive: true,
    named: [],
    roles: [],
    createdAt: tx.now,
    changedAt: tx.now,
  });
  tx.insert(DirectoryEntry, entry);
  return entry;
}
