import { lockAccount } from "../../accounts/account/account.queries";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { InboxMarker } from "./inbox-marker.entity";

/** Only moves forwards: of two devices, the one that has read further counts. */
export async function markInboxRead(tx: Tx, { accountId }: Actor, position: number): Promise<void> {
  await lockAccount(tx, accountId, "input.upToId");
  const marker = await tx.findOne(InboxMarker, { accountId });
  if (!marker) tx.insert(InboxMarker, { accountId, readUpTo: position });
  else if (marker.readUpTo < position)
    tx.execute("UPDATE inbox_marker SET read_up_to = ? WHERE account_id = ?", [position, accountId]);
}
