/** SQL for what the account of `alias` was called at that moment, epoch milliseconds; of one that is younger, its first name. */
export const nameAt = (alias: string, at: number): string =>
  `COALESCE((SELECT f.name FROM former_name f WHERE f.account_id = ${alias}.id AND f.until > ${Math.trunc(at)}
     ORDER BY f.until LIMIT 1), ${alias}.display_name)`;
