/** SQL for the name of the account `alias` at that moment, epoch milliseconds; for a younger account, its first name. */
export const nameAt = (alias: string, at: number): string =>
  `COALESCE((SELECT f.name FROM former_name f WHERE f.account_id = ${alias}.id AND f.until > ${Math.trunc(at)}
     ORDER BY f.until LIMIT 1), ${alias}.display_name)`;
