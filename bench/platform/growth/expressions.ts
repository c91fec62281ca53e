/** SQL over `n.i`, the number of a row from 1, that means the same on SQLite and on MariaDB. */

/** An id in our format; ids ascend with the number. */
export const idOf = (prefix: string, number: string): string =>
  `CONCAT('${prefix}_01h', SUBSTR(CONCAT('00000000000000000000000', ${number}), -23))`;

/** A whole number from 0 to `below` - 1, the same in every run; each `salt` gives another one. */
export const random = (salt: number, below: number): string =>
  `((n.i + ${salt * 7_919}) * ${48_271 + 2 * salt} % 2147483647 * 69621 % 2147483647 % ${below})`;

/** The same, the small ones far more often: a few providers have very many cases, most have few. */
export const skewed = (salt: number, below: number): string =>
  `(${random(salt, below)} % (1 + ${random(salt + 1, below)}))`;

/** One of the values, each as often as its share; the last for the rest. */
export function oneOf(salt: number, ...shares: readonly (readonly [sql: string, perThousand: number])[]): string {
  let below = 0;
  const cases = shares
    .slice(0, -1)
    .map(([value, share]) => `WHEN ${random(salt, 1_000)} < ${(below += share)} THEN ${value}`);
  return `CASE ${cases.join(" ")} ELSE ${shares.at(-1)?.[0] ?? "NULL"} END`;
}
