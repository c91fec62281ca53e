import type { Reader } from "../../platform/database/reader";
import { anyRow, list, raw, sql, type Sql } from "../../platform/database/sql";

/** Past this many rulings it is cheaper to ask each ruling of a list whether it cites the rule than to sort those that do. */
const FEW = 1_000;

/** SQL: a ruling, by the column with its id, cites any version of the rule. As is best for how many do; it means the same. */
export async function citesRule(reader: Reader, code: string, column: string): Promise<Sql> {
  const versions = await reader.query<{ id: string }>(sql`SELECT id FROM rule_version WHERE code = ${code}`);
  const citing = sql`ruling_finding f WHERE f.rule_version_id IN (${list(versions.map(({ id }) => id))})`;
  const [row] = await reader.query<{ found: number }>(
    sql`SELECT COUNT(*) AS found FROM (SELECT 1 AS one FROM ${citing} LIMIT ${FEW + 1}) some`,
  );
  if (row && row.found <= FEW)
    return sql`${raw(column)} IN (SELECT s.ruling_id FROM (SELECT DISTINCT f.ruling_id FROM ${citing}) s)`;
  return anyRow(sql`${citing} AND f.ruling_id = ${raw(column)}`);
}
