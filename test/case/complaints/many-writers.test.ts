import { Database } from "../../../src/platform/database/database";
import { describeWith } from "../../support/programs";
import { startWorld, type World } from "../../support/world";
import { caseIn, opening, placeOrder, type PlacedOrder, type WorldCase } from "./world-case";

const FILINGS = 56;
const RULINGS = 8;

describeWith("mariadbd", "on MariaDB", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld("mariadb", {}, { DATABASE_POOL: "72" });
    await world.setPace(1_000);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("of 64 people who file and rule at once about one provider nobody waits in a circle, nor do the projections", async () => {
    const cases: WorldCase[] = [];
    for (let n = 0; n < RULINGS; n += 1) cases.push(await caseIn(world, "UNDER_REVIEW"));
    const rulings = await Promise.all(
      cases.map(async (each) => ({ each, input: { leaseToken: await each.take(), ...(await each.ruling()) } })),
    );
    const orders: PlacedOrder[] = [];
    for (let n = 0; n < FILINGS; n += 1) orders.push(await placeOrder(world, n % 2 === 0 ? "li.na" : "tom"));
    await world.projected();

    const attempts = new Map<unknown, number>();
    const transact = Object.getOwnPropertyDescriptor(Database.prototype, "transact")?.value as Database["transact"];
    jest.spyOn(Database.prototype, "transact").mockImplementation(function (this: Database, work) {
      return transact.call(this, (tx) => {
        attempts.set(work, (attempts.get(work) ?? 0) + 1);
        return work(tx);
      });
    });
    const [consumers, moderator] = [[await world.as("li.na"), await world.as("tom")], await world.as("chen.mod")];
    await Promise.all([
      ...orders.map((order, n) => consumers[n % 2]?.do("openComplaint", opening(order))),
      ...rulings.map(({ each, input }) => moderator.do("issueRuling", { complaintId: each.id, ...input })),
    ]);
    await world.projected();
    expect(attempts.size).toBeGreaterThanOrEqual(FILINGS + RULINGS);
    // Who deadlocks, or waits too long, is tried again.
    expect(Math.max(...attempts.values())).toBe(1);
  });
});
