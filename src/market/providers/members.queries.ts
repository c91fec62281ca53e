import type { Reader } from "../../platform/database/reader";

/** Whether any of its members can sign in. */
export async function isReachable(reader: Pick<Reader, "query">, providerId: string): Promise<boolean> {
  const found = await reader.query<{ id: string }>(
    `SELECT m.id FROM provider_member m JOIN account a ON a.id = m.account_id
     WHERE m.provider_id = ? AND a.status = 'ACTIVE' LIMIT 1`,
    [providerId],
  );
  return found.length > 0;
}
