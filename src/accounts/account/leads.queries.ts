import type { Reader } from "../../platform/database/reader";

/** Every lead moderator who can sign in. */
export async function activeLeads(reader: Reader): Promise<string[]> {
  const rows = await reader.query<{ id: string }>(
    "SELECT id FROM account WHERE status = 'ACTIVE' AND roles LIKE ? ORDER BY id",
    ['%"LEAD_MODERATOR"%'],
  );
  return rows.map(({ id }) => id);
}
