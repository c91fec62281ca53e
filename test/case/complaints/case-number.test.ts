import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { sql } from "../../../src/platform/database/sql";
import { MODEL } from "../../../src/app/open-database";
import { HouseRules } from "../../../src/house-rules/house-rules";
import { createDataSource } from "../../../src/platform/database/engine";
import { chinaCalendar } from "../../../src/house-rules/working-time.pure";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { openCase, opening, placeOrder, type PlacedOrder, type WorldCase } from "./world-case";

const CASE_NUMBER = "CaseNumber1764000000062";

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
    world.toNoon();
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const numberOf = async (theCase: WorldCase): Promise<string> => (await theCase.look("number")).number;
  const [yearOf, placeOf] = [(number: string) => number.slice(0, 7), (number: string) => Number(number.slice(7))];

  further("each case filed has the next number of its year, and keeps it", async () => {
    const cases = [await openCase(world), await openCase(world, { consumer: "tom" }), await openCase(world)];
    const numbers = await Promise.all(cases.map(numberOf));
    const first = placeOf(numbers[0] ?? "");
    expect(numbers).toEqual(
      [0, 1, 2].map((more) => `${yearOf(numbers[0] ?? "")}${String(first + more).padStart(6, "0")}`),
    );
    expect(yearOf(numbers[0] ?? "")).toBe(`R-${new Date(world.clock.now()).getUTCFullYear()}-`);
    await cases[0]?.do("li.na", "withdrawComplaint");
    expect(await numberOf(cases[0] as WorldCase)).toBe(numbers[0]);
  });

  test("of many filed at once each has another, and no place is left out", async () => {
    await world.setPace(1_000);
    const orders: PlacedOrder[] = [];
    for (let n = 0; n < 12; n += 1) orders.push(await placeOrder(world, n % 2 === 0 ? "li.na" : "tom"));
    const [li, tom] = [await world.as("li.na"), await world.as("tom")];
    await Promise.all(orders.map((order, n) => (n % 2 === 0 ? li : tom).do("openComplaint", opening(order))));
    const found = await world.db.find(Complaint, {}, "ORDER BY number");
    const numbers = found.map(({ number }) => number ?? NaN);
    expect(numbers).toHaveLength(found.length);
    expect(numbers.map((number, index) => number - index)).toEqual(numbers.map(() => numbers[0]));
    // In the order in which they were committed: there only one writes at a time. On MariaDB events have ids from before their commit.
    if (kind !== "sqlite") return;
    const log = await world.db.query<{ id: string }>(
      "SELECT stream_id AS id FROM event_log WHERE type = 'COMPLAINT_OPENED' ORDER BY id",
    );
    expect(log.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
  });

  test("one that an earlier version of the server opens meanwhile is numbered by the next sweep", async () => {
    const cases = [await openCase(world), await openCase(world, { consumer: "tom" })];
    const [first = "", second = ""] = await Promise.all(cases.map(numberOf));
    await world.db.transact(async (tx) => tx.update(Complaint, cases[0]?.id ?? "", { number: null }));
    await world.server.services.sweep();
    expect(placeOf(await numberOf(cases[0] as WorldCase))).toBe(placeOf(second) + 1);
    expect(await numberOf(cases[1] as WorldCase)).toBe(second);
    expect(placeOf(second)).toBe(placeOf(first) + 1);
  });

  further("one that is refused takes none", async () => {
    const [before] = [await numberOf(await openCase(world))];
    const order = await placeOrder(world);
    const person = await world.as("li.na");
    await person.do("openComplaint", opening(order));
    const { extensions, message } = await person.tryTo("openComplaint", opening(order));
    expect(extensions.code).toBe("COMPLAINT_ALREADY_OPEN");
    // It tells which one is open.
    expect(message).toContain(before.slice(0, 7) + String(placeOf(before) + 1).padStart(6, "0"));
    expect(placeOf(await numberOf(await openCase(world)))).toBe(placeOf(before) + 2);
  });

  further("the year is that of the office's clocks, and begins with 1", async () => {
    const year = new Date(world.clock.now()).getUTCFullYear() + 1;
    // A minute before it in UTC, New Year is past in Shanghai and yet to come in New York.
    const midnight = Date.UTC(year, 0, 1);
    world.clock.advance(midnight - 60_000 - world.clock.now());
    HouseRules.workBy(world.db, { ...chinaCalendar, timeZone: "America/New_York" });
    expect(yearOf(await numberOf(await openCase(world)))).toBe(`R-${year - 1}-`);
    HouseRules.workBy(world.db, chinaCalendar);
    expect(await numberOf(await openCase(world, { consumer: "tom" }))).toBe(`R-${year}-000001`);
    expect(await numberOf(await openCase(world))).toBe(`R-${year}-000002`);
  });

  test("cases from before there were numbers are numbered as they were opened, each year by itself", async () => {
    const cases = [await openCase(world), await openCase(world, { consumer: "tom" }), await openCase(world)];
    const year = new Date(world.clock.now()).getUTCFullYear();
    const times = [Date.UTC(2019, 11, 31, 15, 59), Date.UTC(year, 1, 1), Date.UTC(2019, 11, 31, 16)];
    for (const [index, { id }] of cases.entries())
      await world.db.transact(async (tx) =>
        tx.execute(sql`UPDATE complaint SET opened_at = ${times[index] ?? 0} WHERE id = ${id}`),
      );
    const others = (await world.db.find(Complaint, {})).length - cases.length;
    const dataSource = createDataSource({ url: world.databaseUrl }, MODEL);
    await dataSource.initialize();
    try {
      const names = dataSource.migrations.map(({ name }) => name);
      for (const _ of names.slice(names.indexOf(CASE_NUMBER))) await dataSource.undoLastMigration();
      await dataSource.runMigrations();
    } finally {
      await dataSource.destroy();
    }
    expect(others).toBe(0);
    expect(await Promise.all(cases.map(numberOf))).toEqual(["R-2019-000001", `R-${year}-000001`, "R-2020-000001"]);
    expect(await numberOf(await openCase(world))).toBe(`R-${year}-000002`);
  });
});
