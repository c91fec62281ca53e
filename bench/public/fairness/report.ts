import { BOUGHT, COUNTED, moved, puppets, RECORDS, scoreOfRecord, WEIGHED } from "./puppets";

const USUAL_PRICE = 500;
const PRICES = [1, 10, 50, 500];

export function printPuppets(): void {
  const start = scoreOfRecord({ facts: BOUGHT }, WEIGHED).toFixed(1);
  console.log(`\nOrders that a provider buys of itself; it has 100 orders, 5 broken promises and ${start} points`);
  console.log(`(three by each account; ¥${USUAL_PRICE} is usual in the category): by how much the score moves`);
  console.table(
    [300, 900].flatMap((count) =>
      [true, false].flatMap((fresh) =>
        PRICES.map((price) => {
          const bought = puppets(count, (price * 1_000) / USUAL_PRICE, fresh);
          return {
            orders: count,
            price: `¥${price}`,
            accounts: fresh ? "new" : "30 days and older",
            before: moved(bought, COUNTED).toFixed(1),
            now: moved(bought, WEIGHED).toFixed(1),
          };
        }),
      ),
    ),
  );
  console.log("\nScores");
  console.table(
    RECORDS.map(({ name, record }) => ({
      record: name,
      before: scoreOfRecord(record, COUNTED).toFixed(1),
      now: scoreOfRecord(record, WEIGHED).toFixed(1),
    })),
  );
}
