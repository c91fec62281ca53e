import type { Tx } from "../platform/database/tx";
import { newId } from "../platform/ids";
import type { ReversalReason } from "../rulings/ruling-enums";
import type { Ruling } from "../rulings/ruling.entity";
import { RegisterEntry } from "./register-entry.entity";

/** Enters a ruling whose own row is written. */
export function publishEntry(tx: Tx, ruling: Ruling, kind: "RULING" | "RULING_FINAL"): void {
  enter(tx, ruling, { kind });
}

/** Enters that a ruling is taken back, pointing at the last thing that the register said of it. */
export async function correctRegister(tx: Tx, ruling: Ruling, because: ReversalReason): Promise<void> {
  const last = await tx.findOne(RegisterEntry, { rulingId: ruling.id }, "ORDER BY at DESC, id DESC");
  enter(tx, ruling, { kind: "REVERSAL", correctsEntryId: last?.id ?? null, because });
}

function enter(
  tx: Tx,
  { id, providerId }: Ruling,
  says: Pick<RegisterEntry, "kind"> & Partial<Pick<RegisterEntry, "correctsEntryId" | "because">>,
): void {
  tx.insert(RegisterEntry, { id: newId("registerEntry"), rulingId: id, providerId, at: tx.now, ...says });
}
