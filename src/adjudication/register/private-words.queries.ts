import { nameAt } from "../../accounts/account/former-name.queries";
import { PLATFORM_ACCOUNT } from "../../accounts/account/platform-account";
import type { Reader } from "../../platform/database/reader";
import { list, raw, sql } from "../../platform/database/sql";
import { callsOfLogin, clearCallsOf } from "./private-names.pure";
import type { PrivateWords } from "./refuse-private-words";

/** By which words a text would tell of these people, under their names at that moment. */
export async function wordsOfPeople(
  reader: Reader,
  accountIds: readonly string[],
  at: number,
): Promise<Required<Pick<PrivateWords, "names" | "calls">>> {
  if (accountIds.length === 0) return { names: [], calls: [] };
  const rows = await reader.query<{ name: string; login: string }>(
    sql`SELECT ${raw(nameAt("a", at))} AS name, a.login FROM account a WHERE a.id IN (${list([...new Set(accountIds)])}) AND a.id <> ${PLATFORM_ACCOUNT}`,
  );
  return {
    names: rows.map(({ name }) => name),
    calls: rows.flatMap(({ name, login }) => [...clearCallsOf(name), ...callsOfLogin(login)]),
  };
}
