import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { ownView } from "./queue-view.queries";
import type { DeleteQueueViewInput } from "./queue-view.types";

export async function deleteQueueView(
  tx: Tx,
  actor: Actor,
  { queueViewId }: DeleteQueueViewInput,
): Promise<{ queueViewId: string }> {
  const { id } = await ownView(tx, actor, queueViewId);
  tx.execute("DELETE FROM queue_view WHERE id = ?", [id]);
  return { queueViewId };
}
