import type { Tx } from "../../platform/database/tx";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import type { Ruling } from "../rulings/ruling.entity";
import { enterRegister } from "./enter-register";
import { sayRuling, type RegisterContent, type Said, type SaidRuling } from "./register-content.pure";
import { RegisterEntry } from "./register-entry.entity";
import { surroundingsOf } from "./surroundings.queries";

/*
 * A ruling is entered in its own transaction, as the last step (see enterRegister). Its consequences are entered from the log by
 * register.projection.ts.
 */

/** Enters a ruling whose own rows are written. */
export async function publishEntry(tx: Tx, ruling: Ruling, kind: "RULING" | "RULING_FINAL"): Promise<void> {
  await enterRegister(tx, await sayEntry(tx, ruling, kind));
}

/** Enters the reversal of a ruling, pointing at the last entry about it. */
export async function correctRegister(tx: Tx, ruling: Ruling, because: ReversalReason): Promise<void> {
  await enterRegister(tx, await sayEntry(tx, ruling, "REVERSAL", because));
}

/** What the register will say of a ruling whose own rows are written. */
export async function sayEntry(
  tx: Tx,
  ruling: Ruling,
  kind: "RULING" | "RULING_FINAL" | "REVERSAL",
  because: ReversalReason | null = null,
): Promise<Said> {
  const [last, around] = await Promise.all([
    kind === "RULING" ? null : lastOf(tx, ruling.id),
    surroundingsOf(tx, ruling.id),
  ]);
  const said = sayRuling(kind, ruling, around);
  return {
    kind,
    ...said,
    ruling: said.ruling && quoting(said.ruling, last),
    penalty: null,
    interim: null,
    lateness: null,
    corrects: because === null ? null : (last?.id ?? null),
    because,
  };
}

/** What has been published is quoted word for word: it is not masked again by what has since become known. */
function quoting(ruling: SaidRuling, earlier: RegisterEntry | null): SaidRuling {
  const published = earlier && (JSON.parse(earlier.content) as RegisterContent).ruling;
  return published ? { ...ruling, publicText: published.publicText, penalties: published.penalties } : ruling;
}

/** The last entry about the ruling itself, not about its penalties. */
const lastOf = (tx: Tx, rulingId: string): Promise<RegisterEntry | null> =>
  tx.findOne(RegisterEntry, { rulingId, penaltyId: null }, "ORDER BY number DESC");
