import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { DAY } from "../../../src/platform/time";
import { caseIn, openCase, opening, placeOrder, type PlacedOrder } from "./world-case";
import { timeText } from "../../../src/platform/messages/moment-text";

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const versionsOf = async ({ promiseVersionIds }: PlacedOrder, kinds: string[]): Promise<(string | undefined)[]> => {
    const versions = await world.db.find(PromiseVersion, { id: promiseVersionIds });
    return kinds.map((kind) => versions.find((version) => version.kind === kind)?.id);
  };
  const clocksOf = async (complaintId: string) =>
    (await world.db.find(CaseTimer, { complaintId }, "ORDER BY clock")).map(({ clock }) => clock);

  test("an ordinary case begins between the two; a grave one, or one with a provider that is barred, before the platform", async () => {
    const ordinary = await openCase(world);
    expect((await ordinary.look()).status).toBe("NEGOTIATING");
    expect(await clocksOf(ordinary.id)).toEqual(["FIRST_RESPONSE", "FIRST_RESPONSE_GRACE", "NEGOTIATION"]);
    for (const breachClass of ["FRAUD", "DATA_LEAK", "RETALIATION", "SAFETY"]) {
      const grave = await openCase(world, { opening: { breachClass } });
      expect((await grave.look()).status).toBe("SUBMITTED");
      expect(await clocksOf(grave.id)).toEqual(["ADMISSIBILITY", "ADMISSIBILITY_DEFAULT"]);
    }
    const order = await placeOrder(world);
    await caseIn(world, "ENFORCING");
    await world.db.transact(async (tx) => tx.execute("UPDATE penalty SET kind = 'SUSPENSION' WHERE kind = 'WARNING'"));
    const { complaint } = await (
      await world.as("li.na")
    ).do("openComplaint", opening(order), "{ complaint { id status } }");
    expect(complaint.status).toBe("SUBMITTED");
  });

  further("of one's own order, within 180 days, about promises frozen into it", async () => {
    const [order, other] = [await placeOrder(world), await placeOrder(world, "tom")];
    const consumer = await world.as("li.na");
    const refused = async (changes: object): Promise<unknown[]> => {
      const { extensions } = await consumer.tryTo("openComplaint", { ...opening(order), ...changes });
      return [extensions.code, extensions.field];
    };
    expect(await refused(opening(other))).toEqual(["NOT_FOUND", "input.orderId"]);
    const breach = { expected: "48 小时内", delivered: "五天后", amount: 1 };
    const ofNone = { ...breach, promiseVersionId: "pmv_01h455vb4pex5vsknk084sn02q" };
    expect(await refused({ breaches: [ofNone] })).toEqual(["NOT_FOUND", "input.breaches.0.promiseVersionId"]);
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE service_order SET placed_at = placed_at - ? WHERE id = ?", [
        180 * 86_400_000 + 60_000,
        order.id,
      ]),
    );
    expect(await refused({})).toEqual(["TOO_LATE", "input.orderId"]);
  });

  further("what was promised need not be told again: it is in the order", async () => {
    const order = await placeOrder(world);
    const { breaches, ...rest } = opening(order) as { breaches: Record<string, unknown>[] };
    const [{ promiseVersionId }] = breaches as [{ promiseVersionId: string }];
    const { complaint } = await (
      await world.as("li.na")
    ).do(
      "openComplaint",
      { ...rest, breaches: [{ promiseVersionId, delivered: "五天后" }] },
      "{ complaint { breaches { expected delivered promiseVersion { text } } } }",
    );
    const [{ expected, promiseVersion }] = complaint.breaches;
    expect(expected).toBe(promiseVersion.text);
    expect(expected).not.toBe("");
  });

  test("refused with everything that is wrong with it at once", async () => {
    const order = await placeOrder(world);
    const { breaches } = opening(order, 2) as { breaches: { promiseVersionId: string }[] };
    const [first, second] = breaches;
    const { extensions } = await (
      await world.as("li.na")
    ).tryTo("openComplaint", {
      ...opening(order),
      breaches: [first, { ...second, amount: 1_000_000_000 }, first, { ...second, promiseVersionId: "prv_none" }],
      demandKind: "COMPENSATION",
    });
    expect(extensions.field).toBe("input.breaches.2.promiseVersionId");
    const problems = extensions.problems as { field: string; reason: string }[];
    expect(problems.map(({ field, reason }) => [field, reason])).toEqual([
      ["input.breaches.2.promiseVersionId", "promiseTwice"],
      ["input.breaches.3.promiseVersionId", "promiseNotOfOrder"],
      ["input.breaches.1.amount", "amount.aboveOrder"],
      ["input.demandBasis", "compensation.basisNeeded"],
      ["input.demandAmount", "amount.needed"],
    ]);
  });

  further(
    "or within 90 days of the promise's own time: delivered late and supported for long, it may break late",
    async () => {
      const order = await placeOrder(world);
      const [delivery, support] = await versionsOf(order, ["DELIVERY_TIME", "AFTER_SALES"]);
      const now = world.clock.now();
      const ago = (days: number): number => now - days * DAY;
      // Support of 30 days after completion.
      await world.db.transact(async (tx) =>
        tx.execute(
          "UPDATE service_order SET status = 'COMPLETED', placed_at = ?, delivered_at = ?, completed_at = ? WHERE id = ?",
          [ago(300), ago(120), ago(110), order.id],
        ),
      );
      const consumer = await world.as("li.na");
      const about = (promiseVersionId = ""): Record<string, unknown> => ({
        ...opening(order),
        breaches: [{ promiseVersionId, expected: "承诺的", delivered: "没有做到", amount: 1 }],
      });
      const tooLate = await consumer.tryTo("openComplaint", about(delivery));
      expect(tooLate.extensions).toMatchObject({ code: "TOO_LATE", field: "input.breaches.0.promiseVersionId" });
      expect(tooLate.message).toContain(timeText(ago(120) + 90 * DAY, { locale: "en", timeZone: "Asia/Shanghai" }));
      const { order: seen } = await consumer.ok(
        "query ($id: ID!) { order(id: $id) { complainableUntil promises { complainableUntil promiseVersion { id } } } }",
        { id: order.id },
      );
      const until = new Date(ago(110) + 120 * DAY).toISOString();
      expect(seen.complainableUntil).toBe(until);
      expect(seen.promises).toContainEqual({ complainableUntil: until, promiseVersion: { id: support } });
      expect(await consumer.do("openComplaint", about(support), "{ complaint { status } }")).toBeDefined();
    },
  );

  test("the order tells its parties of its cases, and its consumer until when one may be opened", async () => {
    const theCase = await openCase(world);
    const ask = async (login: string): Promise<unknown> =>
      (await world.as(login)).ok(
        "query ($id: ID!) { order(id: $id) { complaints { nodes { id } } complainableUntil } }",
        {
          id: theCase.orderId,
        },
      );
    // Of retaliation: as long after the last case as after the order.
    const { openedAt } = (await world.db.byId(Complaint, theCase.id)) ?? { openedAt: 0 };
    const until = new Date(openedAt + 180 * DAY).toISOString();
    const complaints = { nodes: [{ id: theCase.id }] };
    expect(await ask("li.na")).toEqual({ order: { complaints, complainableUntil: until } });
    expect(await ask("zhao.staff")).toEqual({ order: { complaints, complainableUntil: null } });
    expect(await ask("sun.audit")).toEqual({ order: { complaints, complainableUntil: null } });
    await world.later(179 * 24);
    await theCase.do("li.na", "withdrawComplaint");
    await world.later(179 * 24);
    const consumer = await world.as("li.na");
    const late = { ...opening({ id: theCase.orderId, promiseVersionIds: [] }), breaches: [] };
    expect((await consumer.tryTo("openComplaint", { ...late, breachClass: "SAFETY" })).extensions.code).toBe(
      "TOO_LATE",
    );
    const retaliation = { ...late, breachClass: "RETALIATION" };
    const { complaint } = await consumer.do("openComplaint", retaliation, "{ complaint { status } }");
    expect(complaint.status).toBe("SUBMITTED");
    await world.later(24 * 2);
    expect((await (await world.as("li.na")).tryTo("openComplaint", retaliation)).extensions.code).toBe("TOO_LATE");
  });

  further("when the talking had its 72 hours, either side takes the case to the platform", async () => {
    for (const side of ["li.na", "wang.owner"]) {
      const theCase = await openCase(world);
      await theCase.offer();
      const { extensions } = await (await world.as(side)).tryTo("escalateComplaint", { complaintId: theCase.id });
      expect(extensions).toMatchObject({ code: "NOT_YET", availableAt: expect.any(String) });
      await world.later(72);
      await theCase.do(side, "escalateComplaint");
      expect((await theCase.look()).status).toBe("SUBMITTED");
    }
  });
});
