import { sql } from "./sql";
import type { Tx } from "./tx";

/** Until the transaction ends nobody else is past this, on whichever node, nor records an event: for rare work that must not be done twice. */
export function oneAtATime(tx: Tx): void {
  tx.execute(sql`UPDATE feed_counter SET epoch = epoch WHERE id = 1`);
}
