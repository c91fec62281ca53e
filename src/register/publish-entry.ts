import type { Tx } from "../platform/database/tx";
import type { ReversalReason } from "../rulings/ruling-enums";
import type { Ruling } from "../rulings/ruling.entity";
import { enterRegister } from "./enter-register";
import { sayRuling } from "./register-content.policy";
import { RegisterEntry } from "./register-entry.entity";
import { surroundingsOf } from "./surroundings";

/*
 * Rulings enter the register in their own transaction, as the last thing it does (see enterRegister). What follows from them enters
 * by the log: register.projection.ts.
 */

/** Enters a ruling whose own rows are written. */
export async function publishEntry(tx: Tx, ruling: Ruling, kind: "RULING" | "RULING_FINAL"): Promise<void> {
  await enterRuling(tx, ruling, kind, null);
}

/** Enters that a ruling is taken back, pointing at the last thing that the register said of it. */
export async function correctRegister(tx: Tx, ruling: Ruling, because: ReversalReason): Promise<void> {
  await enterRuling(tx, ruling, "REVERSAL", because);
}

async function enterRuling(
  tx: Tx,
  ruling: Ruling,
  kind: "RULING" | "RULING_FINAL" | "REVERSAL",
  because: ReversalReason | null,
): Promise<void> {
  const last = because && (await lastOf(tx, ruling.id));
  await enterRegister(tx, {
    kind,
    ...sayRuling(kind, ruling, await surroundingsOf(tx, ruling.id)),
    penalty: null,
    lateness: null,
    corrects: last?.id ?? null,
    because,
  });
}

/** Of the ruling itself, not of its penalties. */
const lastOf = (tx: Tx, rulingId: string): Promise<RegisterEntry | null> =>
  tx.findOne(RegisterEntry, { rulingId, penaltyId: null }, "ORDER BY number DESC");
