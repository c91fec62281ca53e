import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import type { Conflict } from "./actor";
import { Multimap } from "../../platform/multimap";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { otherAccountsOf } from "./same-person.queries";

interface Row {
  account_id: string;
  ground: Conflict["ground"] | "SAME";
  /** A provider, or another account of the same person. */
  with_id: string;
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

/** The same, with the accounts by which they are others' too, in one statement. */
export async function bondsOf(reader: Reader, accountIds: readonly string[], now: number): Promise<Bonds> {
  const bonds = { conflicts: new Multimap<Conflict>(), others: new Map<string, string[]>() };
  if (accountIds.length === 0) return bonds;
  const rules = await HouseRules.inForce(reader, now);
  const people = list(accountIds);
  const others = otherAccountsOf(accountIds);
  const isRecentMember = sql`p.ended_at > ${now - rules.number("conflict.formerMember", "days") * DAY}`;
  const isRecentCase = sql`(c.status <> 'CLOSED' OR c.closed_at > ${now - rules.number("conflict.ownCase", "days") * DAY})`;
  const rows = await reader.query<Row>(
    sql`SELECT p.account_id, p.provider_id AS with_id, 'FORMER_MEMBER' AS ground FROM past_membership p
     WHERE p.account_id IN (${people}) AND ${isRecentMember}
     UNION SELECT c.consumer_id, c.provider_id, 'OWN_CASE' FROM complaint c
     WHERE c.consumer_id IN (${people}) AND ${isRecentCase}
     UNION SELECT s.account_id, m.provider_id, 'MEMBER' FROM (${others}) s JOIN provider_member m ON m.account_id = s.other_id
     UNION SELECT s.account_id, p.provider_id, 'FORMER_MEMBER' FROM (${others}) s JOIN past_membership p ON p.account_id = s.other_id
     WHERE ${isRecentMember}
     UNION SELECT s.account_id, c.provider_id, 'OWN_CASE' FROM (${others}) s JOIN complaint c ON c.consumer_id = s.other_id
     WHERE ${isRecentCase}
     UNION SELECT s.account_id, s.other_id, 'SAME' FROM (${others}) s`,
  );
  for (const { account_id: accountId, with_id: id, ground } of rows)
    if (ground === "SAME") bonds.others.set(accountId, [...(bonds.others.get(accountId) ?? []), id]);
    else bonds.conflicts.add(accountId, { providerId: id, ground });
  return bonds;
}
