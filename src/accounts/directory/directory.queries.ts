import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { Account } from "../account/account.entity";
import { foldLogin } from "../account/login.pure";
import { DirectoryEntry } from "./directory-entry.entity";
import type { readFilter, readPaging } from "./scim.pure";

export interface KnownPerson {
  account: Account;
  entry: DirectoryEntry;
}

/** One page of those whom SCIM clients look after, in the order in which they came. */
export async function listPeople(
  reader: Reader,
  { startIndex, count }: ReturnType<typeof readPaging>,
): Promise<{ total: number; people: KnownPerson[] }> {
  const [counted] = await reader.query<{ n: number }>(
    sql`SELECT COUNT(*) AS n FROM directory_entry WHERE user_name IS NOT NULL`,
  );
  const entries = await reader.select(
    DirectoryEntry,
    sql`FROM directory_entry t WHERE t.user_name IS NOT NULL ORDER BY t.id LIMIT ${count} OFFSET ${startIndex - 1}`,
  );
  return { total: Number(counted?.n ?? 0), people: await withAccounts(reader, entries) };
}

export async function findPerson(
  reader: Reader,
  { by, value }: ReturnType<typeof readFilter>,
): Promise<KnownPerson | null> {
  if (by === "userName")
    return (await withAccounts(reader, await reader.find(DirectoryEntry, { userName: foldLogin(value) })))[0] ?? null;
  const account = await reader.findOne(Account, { externalSubject: value });
  return account ? readPerson(reader, account.id) : null;
}

/** null for everybody whom no SCIM client looks after. */
export async function readPerson(reader: Reader, accountId: string): Promise<KnownPerson | null> {
  const entries = (await reader.find(DirectoryEntry, { accountId })).filter(({ userName }) => userName !== null);
  return (await withAccounts(reader, entries))[0] ?? null;
}

async function withAccounts(reader: Reader, entries: readonly DirectoryEntry[]): Promise<KnownPerson[]> {
  const ids = entries.map(({ accountId }) => accountId);
  const accounts = ids.length > 0 ? await reader.find(Account, { id: ids }) : [];
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return entries.flatMap((entry) => {
    const account = byId.get(entry.accountId);
    return account ? [{ account, entry }] : [];
  });
}
