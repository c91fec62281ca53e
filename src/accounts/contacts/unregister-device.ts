import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { lockAccount } from "../account/account.queries";
import type { Actor } from "../actor/actor";
import { ownDevice } from "./contact.queries";
import type { UnregisterDeviceInput } from "./device.types";
import { dropContactPoints } from "./drop-contact-points";

export async function unregisterDevice(
  tx: Tx,
  actor: Actor,
  { deviceId }: UnregisterDeviceInput,
): Promise<{ accountId: string }> {
  const { id: accountId } = await lockAccount(tx, actor.accountId, "input");
  await ownDevice(tx, accountId, deviceId);
  dropContactPoints(tx, accountId, sql`id = ${deviceId}`);
  return { accountId };
}
