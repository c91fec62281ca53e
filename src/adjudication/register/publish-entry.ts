import type { Tx } from "../../platform/database/tx";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import type { Ruling } from "../rulings/ruling.entity";
import { enterRegister } from "./enter-register";
import { sayRuling, type RegisterContent, type SaidRuling } from "./register-content.pure";
import { RegisterEntry } from "./register-entry.entity";
import { surroundingsOf } from "./surroundings.queries";

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
  const last = kind === "RULING" ? null : await lastOf(tx, ruling.id);
  const said = sayRuling(kind, ruling, await surroundingsOf(tx, ruling));
  await enterRegister(tx, {
    kind,
    ...said,
    ruling: said.ruling && quoting(said.ruling, last),
    penalty: null,
    lateness: null,
    corrects: because === null ? null : (last?.id ?? null),
    because,
  });
}

/** What has been published is quoted, word for word: it is not masked anew by what is known or recognised since. */
function quoting(ruling: SaidRuling, earlier: RegisterEntry | null): SaidRuling {
  const published = earlier && (JSON.parse(earlier.content) as RegisterContent).ruling;
  return published ? { ...ruling, publicText: published.publicText, penalties: published.penalties } : ruling;
}

/** Of the ruling itself, not of its penalties. */
const lastOf = (tx: Tx, rulingId: string): Promise<RegisterEntry | null> =>
  tx.findOne(RegisterEntry, { rulingId, penaltyId: null }, "ORDER BY number DESC");
