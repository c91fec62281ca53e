import type { Tx } from "../../platform/database/tx";
import { PointsLedger } from "../points/points-ledger";
import { Penalty } from "./penalty.entity";

/** A provider's points and penalties, whatever became of them. */
export interface Standing {
  ledger: PointsLedger;
  penalties: Penalty[];
}

export async function readStanding(tx: Tx, providerId: string): Promise<Standing> {
  const [ledger, penalties] = await Promise.all([
    PointsLedger.read(tx, providerId, tx.now),
    tx.find(Penalty, { providerId }, "ORDER BY id"),
  ]);
  return { ledger, penalties };
}
