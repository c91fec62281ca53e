import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { ownView, refuseTakenName } from "./queue-view.queries";
import type { UpdateQueueViewInput } from "./queue-view.types";

export async function updateQueueView(
  tx: Tx,
  actor: Actor,
  { queueViewId, name, filter }: UpdateQueueViewInput,
): Promise<{ queueViewId: string }> {
  const view = await ownView(tx, actor, queueViewId);
  if (name) await refuseTakenName(tx, actor, name, view.id);
  tx.change(view, { name: name ?? view.name, filter: filter ?? view.filter });
  return { queueViewId };
}
