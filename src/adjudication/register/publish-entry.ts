import type { Tx } from "../../platform/database/tx";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import type { Ruling } from "../rulings/ruling.entity";
import { enterRegister } from "./enter-register";
import { sayEntry } from "./entry-of-ruling.queries";

/*
 * A ruling is entered in its own transaction, as the last step (see enterRegister). Its consequences are entered from the log by
 * register.projection.ts.
 */

/** Enters that a ruling has become final. */
export async function publishEntry(tx: Tx, ruling: Ruling): Promise<void> {
  await enterRegister(tx, await sayEntry(tx, ruling, "RULING_FINAL"));
}

/** Enters the reversal of a ruling, pointing at the last entry about it. */
export async function correctRegister(tx: Tx, ruling: Ruling, because: ReversalReason): Promise<void> {
  await enterRegister(tx, await sayEntry(tx, ruling, "REVERSAL", because));
}
