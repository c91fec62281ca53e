import type { Tx } from "../platform/database/tx";
import { GRANT_READERS } from "./role-grant.policy";

/** Who is notified of changes that could give someone power over others: leads, auditors and administrators. */
export async function overseers(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM account WHERE status = 'ACTIVE' AND (${GRANT_READERS.map(() => "roles LIKE ?").join(" OR ")}) ORDER BY id`,
    GRANT_READERS.map((role) => `%"${role}"%`),
  );
  return rows.map(({ id }) => id);
}
