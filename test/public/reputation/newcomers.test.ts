import { Provider } from "../../../src/market/providers/provider.entity";
import { triedRankKey } from "../../../src/public/reputation/newcomers.queries";
import { noTotals } from "../../../src/public/reputation/reputation-ledger.pure";
import { ProviderReputation } from "../../../src/public/reputation/provider-reputation.entity";
import { DAY } from "../../../src/platform/time";
import { Court } from "../../adjudication/rulings/court";
import { forEachDatabase } from "../../support/databases";

const RATED = 60;
const NEW = 40;
const DAYS = 60;

forEachDatabase((kind) => {
  test("about one place in ten is a newcomer's, the same all day, another day another's", async () => {
    await using court = await Court.open(kind);
    const [like] = await court.db.find(Provider, {});
    await court.db.transact(async (tx) => {
      tx.execute("DELETE FROM provider_reputation");
      for (let n = 0; n < RATED + NEW; n += 1) {
        const id = `prv_${n}`;
        tx.insert(Provider, { ...like, id, licenceNo: id, licenceKey: id, eventSeq: 0 });
        const isRated = n < RATED;
        tx.insert(ProviderReputation, {
          ...{ providerId: id, totals: noTotals(0), inputs: 0, formulaVersion: 2, updatedAt: 0, refreshDueAt: null },
          ...{ rankKey: isRated ? 900_000 + n : 0, score: isRated ? 8_000 : null, toldScore: null },
        });
      }
    });
    const newcomers = Array.from({ length: NEW }, (_, n) => `prv_${RATED + n}`);
    const keysOn = (day: number): Promise<number[]> =>
      Promise.all(newcomers.map((id) => triedRankKey(court.db, id, court.clock.at + day * DAY)));
    const days: number[][] = [];
    for (let day = 0; day < DAYS; day += 1) days.push(await keysOn(day));
    expect(await keysOn(0)).toEqual(days[0]);
    const drawn = days.flat().filter((key) => key > 0);
    // A ninth of the rated ones, every day: of ten places one.
    expect(drawn.length / DAYS).toBeGreaterThan(0.8 * (RATED / 9));
    expect(drawn.length / DAYS).toBeLessThan(1.2 * (RATED / 9));
    expect(drawn.every((key) => key >= 900_000 && key < 900_000 + RATED)).toBe(true);
    const ever = newcomers.filter((_, index) => days.some((keys) => (keys[index] ?? 0) > 0));
    expect(ever).toEqual(newcomers);
  });
});
