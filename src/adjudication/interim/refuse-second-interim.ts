import type { Complaint } from "../../case/complaints/complaint.entity";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";

/**
 * However many grave cases there are about it, one listing and one provider are paused by one case at a time. What holds is checked
 * under the provider's lock, when the measure is confirmed. Who had the lock before may have begun a moment later than who waited for
 * it, or by a clock that is a little ahead.
 */
export async function refuseSecondInterim(
  tx: Tx,
  { id, providerId }: Complaint,
  listingId: string | null,
): Promise<void> {
  const same =
    listingId === null ? sql`m.listing_id IS NULL` : sql`(m.listing_id IS NULL OR m.listing_id = ${listingId})`;
  const [acting] = await tx.query<{ id: string }>(
    sql`SELECT m.id FROM interim_measure m WHERE m.provider_id = ${providerId} AND m.complaint_id <> ${id}
      AND m.starts_at <= ${tx.now + MINUTE} AND m.ends_at > ${tx.now} AND ${same} LIMIT 1`,
  );
  if (acting) throw new Refusal("LIMIT_REACHED", { reason: "interim.pausedAlready", field: "input.kind" });
}
