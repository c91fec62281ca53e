import { logReading } from "../../../src/adjudication/consumer-record/log-reading";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { Context } from "../../../src/platform/graphql/context";
import { DAY } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { signIn, startWorld, type World } from "../../support/world";
import { caseIn, openCase, placeOrder, type WorldCase } from "../../case/complaints/world-case";
import { Limits } from "../../case/filing-limits/limits";

const NUMBERS =
  "since accountSince opened openNow grave upheld partlyUpheld dismissed settled withdrawn refusedAsAbusive providers firstOpenedAt lastOpenedAt orders completedWithoutCase ordersAfterCase limits { id } imposeUnavailableBecause { code }";

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const recordOf = async (theCase: WorldCase, who: string) =>
    (await theCase.look(`consumerRecord { ${NUMBERS} }`, await world.as(who))).consumerRecord;
  const readings = async (theCase: WorldCase): Promise<{ byRole: string; targetId: string }[]> => {
    const { accessLog } = await (
      await world.as("tom")
    ).ok(
      "query ($id: ID!) { accessLog(first: 50, filter: { complaintId: $id }) { nodes { kind byRole targetId by { id } } } }",
      { id: theCase.id },
    );
    return accessLog.nodes.filter((each: { kind: string }) => each.kind === "CONSUMER_RECORD");
  };

  further(
    "staff read numbers and dates, and each reading is in the log that the consumer sees; nobody else reads anything",
    async () => {
      const theCase = await openCase(world, { consumer: "tom" });
      for (const who of ["tom", "wang.owner", "zhao.staff"])
        expect([who, await recordOf(theCase, who)]).toEqual([who, null]);
      for (const who of ["li.na", "admin", "wu.finance", "lin.train"])
        expect(
          (
            await (
              await world.as(who)
            ).ok("query ($id: ID!) { complaint(id: $id) { consumerRecord { opened } } }", { id: theCase.id })
          ).complaint,
        ).toBeNull();
      expect(await readings(theCase)).toEqual([]);

      const staff = {
        "chen.mod": "MODERATOR",
        "zhou.lead": "LEAD_MODERATOR",
        "he.inspect": "INSPECTOR",
        "sun.audit": "AUDITOR",
      };
      for (const who of Object.keys(staff)) {
        const { imposeUnavailableBecause: why, ...numbers } = await recordOf(theCase, who);
        expect(numbers).toMatchObject({ opened: 1, openNow: 1, grave: 0, providers: 1, orders: 2, limits: [] });
        expect([who, why?.code ?? null]).toEqual([who, who === "zhou.lead" ? null : "FORBIDDEN"]);
      }
      const { accountId } = await world.as("tom");
      const logged = await readings(theCase);
      expect(logged.map(({ byRole }) => byRole).reverse()).toEqual(Object.values(staff));
      // The consumer learns in which role, not who; and what was read.
      expect(logged).toEqual(logged.map((entry) => ({ ...entry, targetId: accountId, by: null })));
      // Staff who are the consumer read nothing of themselves.
      await world.setRoles({ accountId, roles: ["CONSUMER", "MODERATOR"] });
      const moderator = await signIn(world.url, "tom");
      expect((await theCase.look("consumerRecord { opened }", moderator)).consumerRecord).toBeNull();
    },
  );

  test("what one operation reads in several steps at once is recorded once, also when it is executed twice", async () => {
    const cases = [
      await openCase(world, { consumer: "tom" }),
      await caseIn(world, "UNDER_REVIEW", { consumer: "tom" }),
    ];
    const { services } = world.server;
    const actor = await services.currentActor((await world.as("chen.mod")).accountId);
    if (!actor) throw new Error("chen.mod is gone");
    const ctx = new Context(services, actor, actor, null, "127.0.0.1");
    const read = async ({ id }: WorldCase): Promise<void> => logReading(ctx, await world.db.find(Complaint, { id }));
    for (const _ of ["once", "again"]) await Promise.all(cases.map(read));
    for (const each of cases) expect(await readings(each)).toHaveLength(1);
  });

  further("what became of the cases is counted, of this person alone, within the time of the house rule", async () => {
    const consumer = "tom";
    await openCase(world, { consumer: "li.na" });
    const old = await openCase(world, { consumer });
    await placeOrder(world, consumer);
    await world.db.transact(async (tx) => {
      tx.execute("UPDATE complaint SET opened_at = opened_at - ? WHERE id = ?", [731 * DAY, old.id]);
      tx.execute("UPDATE service_order SET placed_at = placed_at - ? WHERE id = ?", [731 * DAY, old.orderId]);
    });
    await caseIn(world, "RULED", { consumer, dismissed: true });
    await caseIn(world, "CLOSED", { consumer });
    const withdrawn = await openCase(world, { consumer });
    await withdrawn.do(consumer, "withdrawComplaint");
    const settled = await caseIn(world, "SETTLING", { consumer });
    await settled.do("wang.owner", "fileSettlementProof", { text: "退款单号 20260002" });
    await settled.do(consumer, "confirmSettlement");
    const abusive = await openCase(world, { consumer, opening: { breachClass: "FRAUD" } });
    const leaseToken = await abusive.take();
    await abusive.do("chen.mod", "refuseComplaint", { leaseToken, ground: "ABUSIVE", text: "多次以威胁方式索赔。" });
    const good = await placeOrder(world, consumer);
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE service_order SET status = 'COMPLETED' WHERE id = ?", [good.id]),
    );
    expect(await recordOf(abusive, "chen.mod")).toMatchObject({
      opened: 5,
      openNow: 1,
      grave: 1,
      upheld: 1,
      partlyUpheld: 0,
      dismissed: 1,
      settled: 1,
      withdrawn: 1,
      refusedAsAbusive: 1,
      providers: 1,
      // Of these five cases, the two of no case, and the demo's. The old one is too long ago, but the provider was complained of then.
      orders: 8,
      completedWithoutCase: 1,
      ordersAfterCase: 8,
    });
  });

  test("a list of cases asks once, whoever they are of; limits in force are shown, proposed ones to leads", async () => {
    const limits = await Limits.of(world);
    const paced = await limits.impose();
    const proposed = await limits.impose({ grade: "PAUSED" });
    await openCase(world, { consumer: "tom", opening: { breachClass: "SAFETY" } });
    await openCase(world, { consumer: "li.na", opening: { breachClass: "SAFETY" } });
    expect((await recordOf(limits.occasion, "chen.mod")).limits).toEqual([{ id: paced.id }]);
    expect((await recordOf(limits.occasion, "zhou.lead")).limits).toEqual([{ id: proposed.id }, { id: paced.id }]);

    const chen = await world.as("chen.mod");
    const list = "{ moderationQueue(first: 10) { nodes { id consumerRecord { opened } } } }";
    // That it asks what the viewer may do is found out with the first.
    await chen.ok(list);
    const asked = jest.spyOn(world.db, "ask");
    const { moderationQueue } = await chen.ok(list);
    const statements = asked.mock.calls.map(([text]) => text);
    asked.mockRestore();
    expect(
      moderationQueue.nodes.map((each: { consumerRecord: { opened: number } }) => each.consumerRecord.opened).sort(),
    ).toEqual([1, 2]);
    expect(statements.filter((text) => text.includes("refusedAsAbusive"))).toHaveLength(1);
    expect(statements.filter((text) => text.includes("ordersAfterCase"))).toHaveLength(1);
  });
});
