import { place, findText } from "../../platform/database/searched";
import { join, sql } from "../../platform/database/sql";
import type { Reader } from "../../platform/database/reader";
import { hasAll, wantedBy } from "../../platform/database/text-terms.pure";
import { isIdOf } from "../../platform/ids";
import { Account } from "./account.entity";
import { foldLogin } from "./login.pure";

const BY_NAME = [place("t.id", Account, "displayName")];

export const isActiveModerator = ({ status, roles }: Account): boolean =>
  status === "ACTIVE" && (roles.includes("MODERATOR") || roles.includes("LEAD_MODERATOR"));

/**
 * Active moderators by words of their name, or by their whole login or id. `known`: moderators to look among where the words are in the names of
 * thousands, since nothing leads from a role to those who have it.
 */
export async function findModerators(reader: Reader, text: string, known: readonly Account[]): Promise<Account[]> {
  const { few, many } = await findText(reader, "account", BY_NAME, text);
  const either = join(
    [...few, sql`t.login = ${foldLogin(text)}`, ...(isIdOf(Account, text) ? [sql`t.id = ${text}`] : [])],
    " OR ",
  );
  const wanted = wantedBy(text);
  const found = await reader.select(
    Account,
    sql`FROM account t WHERE t.status = 'ACTIVE' AND (${either}) AND (t.roles LIKE ${'%"MODERATOR"%'} OR t.roles LIKE ${'%"LEAD_MODERATOR"%'}) LIMIT 50`,
  );
  const named = many ? known.filter(({ displayName }) => hasAll(displayName, wanted)) : [];
  return [...new Map([...found, ...named].map((account) => [account.id, account])).values()];
}
