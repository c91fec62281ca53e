import type { Tx } from "../../platform/database/tx";
import { lockAccount } from "../account.queries";
import type { Actor } from "../actor";
import { ownDevice } from "./contact.queries";
import type { UnregisterDeviceInput } from "./device.types";

/** What still waits to be sent there is not. */
export async function unregisterDevice(
  tx: Tx,
  actor: Actor,
  { deviceId }: UnregisterDeviceInput,
): Promise<{ accountId: string }> {
  const { id: accountId } = await lockAccount(tx, actor.accountId, "input");
  await ownDevice(tx, accountId, deviceId);
  tx.execute("DELETE FROM contact_point WHERE id = ?", [deviceId]);
  return { accountId };
}
