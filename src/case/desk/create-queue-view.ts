import { lockAccount } from "../../accounts/account/account.queries";
import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { QueueView } from "./queue-view.entity";
import { refuseTakenName } from "./queue-view.queries";
import type { CreateQueueViewInput } from "./queue-view.types";

/** All are counted at each change of the queue. */
const MOST = 12;

export async function createQueueView(
  tx: Tx,
  actor: Actor,
  { name, filter }: CreateQueueViewInput,
): Promise<{ queueViewId: string }> {
  const { accountId } = actor;
  await lockAccount(tx, accountId, "input");
  await refuseTakenName(tx, actor, name, null);
  if ((await tx.find(QueueView, { accountId })).length >= MOST)
    throw new Refusal("LIMIT_REACHED", { reason: "queueView.tooMany", params: { most: MOST } });
  const id = newId(QueueView);
  tx.insert(QueueView, { id, accountId, name, filter, createdAt: tx.now });
  return { queueViewId: id };
}
