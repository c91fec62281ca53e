import type { Tx } from "../../platform/database/tx";
import type { Place } from "./reputation-ledger.pure";
import type { Formula, Totals } from "./reputation.pure";
import { placeOf, recompute } from "./reputation-ledger.queries";
import { addTo } from "../../platform/grouping.pure";

const PAGE = 1_000;

/** Stores the same under another formula: which orders count is decided again. The provider is locked. */
export async function recountLedger(tx: Tx, providerId: string, formula: Formula, now: number): Promise<Totals> {
  const changed = new Map<Place, string[]>();
  const totals = await recompute(tx, providerId, formula, now, (line, place) => {
    if (placeOf(line) !== place) addTo(changed, place, line.id);
  });
  for (const [place, all] of changed) {
    for (let first = 0; first < all.length; first += PAGE) {
      const ids = all.slice(first, first + PAGE);
      tx.execute(`UPDATE reputation_input SET counted = ?, place = ? WHERE id IN (${ids.map(() => "?").join(", ")})`, [
        place === null ? 0 : 1,
        place ?? 0,
        ...ids,
      ]);
    }
  }
  return totals;
}
