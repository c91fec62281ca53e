import type { Tx } from "../../platform/database/tx";
import type { AccountRole } from "../actor/account-enums.types";
import { GRANT_READERS } from "./role-grant.policy";

/** Who is notified of changes that could give someone power over others: leads, auditors and administrators. */
export const overseers = (tx: Tx): Promise<string[]> => holdersOf(tx, GRANT_READERS);

/** Whoever of them did it needs no notice. */
export const otherOverseers = async (tx: Tx, accountId: string): Promise<string[]> =>
  (await overseers(tx)).filter((overseer) => overseer !== accountId);

/** Everyone active who has one of these roles. */
export async function holdersOf(tx: Tx, roles: readonly AccountRole[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM account WHERE status = 'ACTIVE' AND (${roles.map(() => "roles LIKE ?").join(" OR ")}) ORDER BY id`,
    roles.map((role) => `%"${role}"%`),
  );
  return rows.map(({ id }) => id);
}
