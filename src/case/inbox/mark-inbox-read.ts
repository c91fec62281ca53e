import { Field, ID, InputType } from "type-graphql";
import { lockAccount } from "../../accounts/account.queries";
import type { Tx } from "../../platform/database/tx";
import { MutationInput } from "../../platform/graphql/idempotency";
import type { Actor } from "../../accounts/actor";
import { InboxMarker } from "./inbox-marker.entity";

@InputType({ description: "How far one has read." })
export class MarkInboxReadInput extends MutationInput {
  @Field(() => ID, { description: "The newest notice seen, `ntc_…`; it and all older ones are read." })
  upToId: string;
}

/** Only moves forwards: of two devices, the one that has read further counts. */
export async function markInboxRead(tx: Tx, { accountId }: Actor, position: number): Promise<void> {
  await lockAccount(tx, accountId, "input.upToId");
  const marker = await tx.findOne(InboxMarker, { accountId });
  if (!marker) tx.insert(InboxMarker, { accountId, readUpTo: position });
  else if (marker.readUpTo < position)
    tx.execute("UPDATE inbox_marker SET read_up_to = ? WHERE account_id = ?", [position, accountId]);
}
