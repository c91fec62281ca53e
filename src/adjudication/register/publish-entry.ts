import type { Tx } from "../../platform/database/tx";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import type { Ruling } from "../rulings/ruling.entity";
import { enterRegister } from "./enter-register";
import { sayRuling, type RegisterContent, type SaidRuling } from "./register-content.pure";
import { RegisterEntry } from "./register-entry.entity";
import { surroundingsOf } from "./surroundings.queries";

/*
 * A ruling is entered in its own transaction, as the last step (see enterRegister). Its consequences are entered from the log by
 * register.projection.ts.
 */

/** Enters a ruling whose own rows are written. */
export async function publishEntry(tx: Tx, ruling: Ruling, kind: "RULING" | "RULING_FINAL"): Promise<void> {
  await enterRuling(tx, ruling, kind, null);
}

/** Enters the reversal of a ruling, pointing at the last entry about it. */
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
  const said = sayRuling(kind, ruling, await surroundingsOf(tx, ruling.id));
  await enterRegister(tx, {
    kind,
    ...said,
    ruling: said.ruling && quoting(said.ruling, last),
    penalty: null,
    interim: null,
    lateness: null,
    corrects: because === null ? null : (last?.id ?? null),
    because,
  });
}

/** What has been published is quoted word for word: it is not masked again by what has since become known. */
function quoting(ruling: SaidRuling, earlier: RegisterEntry | null): SaidRuling {
  const published = earlier && (JSON.parse(earlier.content) as RegisterContent).ruling;
  return published ? { ...ruling, publicText: published.publicText, penalties: published.penalties } : ruling;
}

/** The last entry about the ruling itself, not about its penalties. */
const lastOf = (tx: Tx, rulingId: string): Promise<RegisterEntry | null> =>
  tx.findOne(RegisterEntry, { rulingId, penaltyId: null }, "ORDER BY number DESC");
