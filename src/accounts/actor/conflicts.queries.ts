import type { Reader } from "../../platform/database/reader";
import { list, sql, type Sql } from "../../platform/database/sql";
import type { Conflict } from "./actor";
import { Multimap } from "../../platform/multimap";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { otherAccountsOf } from "./same-person.queries";
import { addTo } from "../../platform/grouping.pure";

interface ConflictRow {
  account_id: string;
  ground: Conflict["ground"];
  with_id: string;
}

/** SAME: with another account of the same person, not with a provider. */
interface Row extends Omit<ConflictRow, "ground"> {
  ground: Conflict["ground"] | "SAME";
}

/** What binds people: the providers that they are partial about, and which other accounts are theirs. */
export interface Bonds {
  conflicts: Multimap<Conflict>;
  others: Map<string, string[]>;
}

/**
 * The providers with which these people have a conflict of interest now, apart from those they are members of: by this account or by another of theirs.
 * People without any are left out.
 */
export async function conflictsOf(
  reader: Reader,
  accountIds: readonly string[],
  now: number,
): Promise<Multimap<Conflict>> {
  return (await bondsOf(reader, accountIds, now)).conflicts;
}

/**
 * The same, with the accounts by which they are others' too: in one statement. Hardly anyone has another account: what binds those is read only
 * where there are some, for this is read whenever one of the staff asks for anything.
 */
export async function bondsOf(reader: Reader, accountIds: readonly string[], now: number): Promise<Bonds> {
  const bonds = { conflicts: new Multimap<Conflict>(), others: new Map<string, string[]>() };
  if (accountIds.length === 0) return bonds;
  const rules = await HouseRules.inForce(reader, now);
  const isRecentMember = sql`p.ended_at > ${now - rules.number("conflict.formerMember", "days") * DAY}`;
  const isRecentCase = sql`(c.status <> 'CLOSED' OR c.closed_at > ${now - rules.number("conflict.ownCase", "days") * DAY})`;
  const over = (ids: readonly string[]): Sql =>
    sql`SELECT p.account_id, p.provider_id AS with_id, 'FORMER_MEMBER' AS ground FROM past_membership p
     WHERE p.account_id IN (${list(ids)}) AND ${isRecentMember}
     UNION ALL SELECT c.consumer_id, c.provider_id, 'OWN_CASE' FROM complaint c
     WHERE c.consumer_id IN (${list(ids)}) AND ${isRecentCase}`;
  const rows = await reader.query<Row>(sql`${over(accountIds)} UNION ALL ${otherAccountsOf(accountIds)}`);
  for (const { account_id: accountId, with_id: id, ground } of eachOnce(rows))
    if (ground === "SAME") addTo(bonds.others, accountId, id);
    else bonds.conflicts.add(accountId, { providerId: id, ground });

  const others = [...new Set([...bonds.others.values()].flat())];
  if (others.length === 0) return bonds;
  const theirs = new Multimap<Conflict>();
  const found = await reader.query<ConflictRow>(
    sql`${over(others)} UNION ALL SELECT m.account_id, m.provider_id, 'MEMBER' FROM provider_member m
     WHERE m.account_id IN (${list(others)})`,
  );
  for (const { account_id: accountId, with_id: providerId, ground } of eachOnce(found))
    theirs.add(accountId, { providerId, ground });
  for (const [accountId, accounts] of bonds.others)
    for (const conflict of accounts.flatMap((other) => theirs.of(other))) bonds.conflicts.add(accountId, conflict);
  return bonds;
}

/** As UNION would do it, for which the database makes a table of what mostly is nothing. */
function eachOnce<R extends Row>(rows: readonly R[]): Iterable<R> {
  if (rows.length < 2) return rows;
  return new Map(rows.map((row) => [`${row.account_id} ${row.with_id} ${row.ground}`, row])).values();
}
