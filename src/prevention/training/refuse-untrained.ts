import type { Provider } from "../../market/providers/provider.entity";
import { actsAt } from "../../market/providers/penalty-acts.queries";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Bilingual } from "../../platform/graphql/bilingual";
import { Refusal } from "../../platform/refusal";

/** A provider ordered to be trained cannot list anything new until then; its present listings stay on sale. Called under the provider's lock. */
export async function refuseUntrained(tx: Tx, { id }: Provider): Promise<void> {
  const [untrained] = await tx.query<{ title: string | null }>(
    sql`SELECT v.title FROM penalty p
     LEFT JOIN enrolment e ON e.penalty_id = p.id AND e.status IN ('OPEN', 'OVERDUE')
     LEFT JOIN course_version v ON v.course_id = e.course_id AND v.status = 'PUBLISHED'
     WHERE p.provider_id = ${id} AND p.kind = 'MANDATORY_TRAINING' AND ${actsAt(tx.now)} ORDER BY e.id LIMIT 1`,
  );
  if (!untrained) return;
  const reason = "restricted.MANDATORY_TRAINING";
  // Just after the ruling, the course may not have been chosen yet.
  if (untrained.title === null) throw new Refusal("PROVIDER_RESTRICTED", { reason });
  const { zhCN, en } = JSON.parse(untrained.title) as Bilingual;
  throw new Refusal("PROVIDER_RESTRICTED", { reason: `${reason}.course`, params: { zhCN, en } });
}
