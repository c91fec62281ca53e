import type { Swept } from "../../platform/database/sweep-due";
import { list, sql } from "../../platform/database/sql";
import { DAY } from "../../platform/time";
import type { WebhookDelivery } from "./webhook-delivery.entity";
import type { WebhookEndpoint } from "./webhook-endpoint.entity";

/** Of what was delivered so much is shown. */
const KEPT_MS = 30 * DAY;
const TOGETHER = 500;

/** Removes what was delivered long ago, and what belongs to endpoints that were deleted. */
export async function sweepWebhooks({ database, clock }: Swept): Promise<void> {
  for (let found = TOGETHER; found === TOGETHER;) {
    const old = await database.query<Pick<WebhookDelivery, "id">>(
      sql`SELECT id FROM webhook_delivery WHERE delivered_at < ${clock.now() - KEPT_MS} AND status = 'DELIVERED' ORDER BY delivered_at LIMIT ${TOGETHER}`,
    );
    const orphaned = await database.query<Pick<WebhookDelivery, "id">>(
      sql`SELECT d.id FROM webhook_endpoint e JOIN webhook_delivery d ON d.endpoint_id = e.id WHERE e.deleted_at IS NOT NULL LIMIT ${TOGETHER}`,
    );
    const ids = [...old, ...orphaned].map(({ id }) => id);
    found = Math.max(old.length, orphaned.length);
    if (ids.length > 0)
      await database.transact(async (tx) => tx.execute(sql`DELETE FROM webhook_delivery WHERE id IN (${list(ids)})`));
  }
  const ended = await database.query<Pick<WebhookEndpoint, "id">>(
    sql`SELECT id FROM webhook_endpoint WHERE deleted_at IS NOT NULL LIMIT ${TOGETHER}`,
  );
  const ids = ended.map(({ id }) => id);
  if (ids.length > 0)
    await database.transact(async (tx) => tx.execute(sql`DELETE FROM webhook_endpoint WHERE id IN (${list(ids)})`));
}
