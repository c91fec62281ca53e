import { list, sql, type Sql } from "../../platform/database/sql";

/**
 * Other accounts (`other_id`) that have shown the same mailbox or telephone to be theirs: as far as can be known the same person. Accounts of one
 * household share a device, not these. By a mailbox and a telephone they are found twice: whoever reads them leaves that out, for a database
 * would make a table of them first.
 */
export const otherAccountsOf = (accountIds: readonly string[]): Sql =>
  sql`SELECT m.account_id, o.account_id AS other_id, 'SAME' AS ground
     FROM contact_point m JOIN contact_point o ON o.address_hash = m.address_hash AND o.kind = m.kind
     WHERE m.account_id IN (${list(accountIds)}) AND o.account_id <> m.account_id AND m.kind IN ('EMAIL', 'SMS')
       AND m.verified_at IS NOT NULL AND o.verified_at IS NOT NULL`;
