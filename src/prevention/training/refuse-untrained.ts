import type { Provider } from "../../market/providers/provider.entity";
import { ACTS } from "../../market/providers/penalty-acts.queries";
import type { Tx } from "../../platform/database/tx";
import type { Bilingual } from "../../platform/graphql/bilingual";
import { Refusal } from "../../platform/refusal";

/** Who must be trained first lists nothing until then; what is listed goes on being sold. Asked under the provider's lock. */
export async function refuseUntrained(tx: Tx, { id }: Provider): Promise<void> {
  const [untrained] = await tx.query<{ title: string | null }>(
    `SELECT v.title FROM penalty p
     LEFT JOIN enrolment e ON e.penalty_id = p.id AND e.status IN ('OPEN', 'OVERDUE')
     LEFT JOIN course_version v ON v.course_id = e.course_id AND v.status = 'PUBLISHED'
     WHERE p.provider_id = ? AND p.kind = 'MANDATORY_TRAINING' AND ${ACTS} ORDER BY e.id LIMIT 1`,
    [id, tx.now, tx.now],
  );
  if (!untrained) return;
  const reason = "restricted.MANDATORY_TRAINING";
  // For a moment after the ruling the course has yet to be chosen.
  if (untrained.title === null) throw new Refusal("PROVIDER_RESTRICTED", { reason });
  const { zhCN, en } = JSON.parse(untrained.title) as Bilingual;
  throw new Refusal("PROVIDER_RESTRICTED", { reason: `${reason}.course`, params: { zhCN, en } });
}
