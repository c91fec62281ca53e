import { activeLeads } from "../../accounts/account/leads.queries";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";

/** Those that wait longest. */
const MOST = 200;

/**
 * The cases of which an appeal, or the second signature under a ruling, waits for a lead, and no lead there is may give it: they signed
 * the ruling, are recused, or have a side. Ties by granted roles are not counted, nor former members. `complaintId`: of that case alone.
 */
export async function undecidableCases(reader: Reader, complaintId: string | null = null): Promise<string[]> {
  const leads = await activeLeads(reader);
  const waiting = sql`SELECT c.id AS id, c.status_since AS since, c.provider_id AS provider_id, c.consumer_id AS consumer_id, g.decided_by_id AS decided_by_id, g.approved_by_id AS approved_by_id
    FROM complaint c JOIN ruling g ON g.id = c.current_ruling_id WHERE c.status = 'APPEALED'
    UNION ALL SELECT c.id, g.decided_at, c.provider_id, c.consumer_id, g.decided_by_id, NULL
    FROM ruling g JOIN complaint c ON c.id = g.complaint_id WHERE g.status = 'AWAITING_APPROVAL' AND c.status = 'UNDER_REVIEW'`;
  const rows = await reader.query<{ id: string }>(
    sql`SELECT w.id FROM (${waiting}) w WHERE ${complaintId === null ? sql`1 = 1` : sql`w.id = ${complaintId}`} AND NOT EXISTS (
      SELECT 1 FROM account a WHERE a.id IN (${list(["", ...leads])}) AND a.id <> w.consumer_id AND a.id <> COALESCE(w.decided_by_id, '') AND a.id <> COALESCE(w.approved_by_id, '')
        AND NOT EXISTS (SELECT 1 FROM case_recusal z WHERE z.complaint_id = w.id AND z.account_id = a.id)
        AND NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = w.provider_id AND m.account_id = a.id))
      ORDER BY w.since, w.id LIMIT ${MOST}`,
  );
  return rows.map(({ id }) => id);
}
