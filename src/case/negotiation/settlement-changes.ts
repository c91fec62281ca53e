import type { Tx } from "../../platform/database/tx";
import { Settlement } from "./settlement.entity";

// All changes of a settlement once it is agreed. How it is performed, and what follows when it is not, is downstream, with the remedies.

export function prove(tx: Tx, settlement: Settlement, proof: string): void {
  tx.change(settlement, { proof, proofFiledAt: tx.now });
}

export function contest(tx: Tx, settlement: Settlement, contestReason: string): void {
  tx.change(settlement, { contestedAt: tx.now, contestReason });
}

/** Its time ended without proof, or what was named as proof did not exist. */
export async function fail(tx: Tx, settlementId: string): Promise<void> {
  tx.change(await written(tx, settlementId), { defaultedAt: tx.now });
}

/** The consumer said so, was silent where no money is owed, or it was verified. */
export async function keep(tx: Tx, settlementId: string): Promise<void> {
  const settlement = await written(tx, settlementId);
  if (settlement.defaultedAt === null) tx.change(settlement, { confirmedAt: tx.now });
}

async function written(tx: Tx, id: string): Promise<Settlement> {
  const settlement = await tx.byId(Settlement, id);
  if (!settlement) throw new Error(`settlement ${id} not found`);
  return settlement;
}
