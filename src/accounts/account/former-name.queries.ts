/**
 * SQL for the name of the account `alias` at that moment, epoch milliseconds or the column that has it; for a younger account, its first
 * name.
 */
export const nameAt = (alias: string, at: number | `${string}.${string}`): string =>
  `COALESCE((SELECT f.name FROM former_name f WHERE f.account_id = ${alias}.id AND f.until > ${typeof at === "number" ? Math.trunc(at) : at}
     ORDER BY f.until LIMIT 1), ${alias}.display_name)`;
