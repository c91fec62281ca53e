import type { Tx } from "../../platform/database/tx";
import type { Formula, Totals } from "./reputation.pure";
import { recompute } from "./reputation-ledger.queries";

const PAGE = 1_000;

/** Stores the same under another formula: which orders count is decided again. The provider is locked. */
export async function recountLedger(tx: Tx, providerId: string, formula: Formula, now: number): Promise<Totals> {
  const changed: Record<0 | 1, string[]> = { 0: [], 1: [] };
  const totals = await recompute(tx, providerId, formula, now, (line, counted) => {
    if (line.counted !== counted) changed[counted ? 1 : 0].push(line.id);
  });
  for (const counted of [0, 1] as const) {
    for (let first = 0; first < changed[counted].length; first += PAGE) {
      const ids = changed[counted].slice(first, first + PAGE);
      tx.execute(`UPDATE reputation_input SET counted = ? WHERE id IN (${ids.map(() => "?").join(", ")})`, [
        counted,
        ...ids,
      ]);
    }
  }
  return totals;
}
