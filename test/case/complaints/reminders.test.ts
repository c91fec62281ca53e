import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { sweepReminders } from "../../../src/case/complaints/sweep-reminders";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { caseIn, openCase } from "./world-case";

const HOUR = 3_600_000;

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const sweep = () => sweepReminders(world.server.services);
  const remindersOf = (streamId: string) =>
    world.db.find(LoggedEvent, { streamId, type: "DEADLINE_NEAR" }, "ORDER BY seq");
  const timerOf = (complaintId: string, clock: CaseTimer["clock"]) =>
    world.db.findOne(CaseTimer, { complaintId, clock });

  test("who should act is reminded a day before, once, though several nodes look at the same time; the case is not changed by it", async () => {
    const cases = [await openCase(world), await openCase(world, { consumer: "tom" })];
    expect(await sweep()).toBe(0);
    world.clock.advance(25 * HOUR);
    const before = await world.db.find(Complaint, {}, "ORDER BY id");
    const told = await Promise.all(Array.from({ length: 4 }, sweep));
    expect(told.reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(await sweep()).toBe(0);
    for (const { id } of cases) {
      const timer = await timerOf(id, "FIRST_RESPONSE");
      expect(timer).toMatchObject({ remindAt: null });
      expect(await remindersOf(id)).toMatchObject([
        { audience: "PROVIDER_SIDE", actorRole: "SYSTEM", data: { clock: "FIRST_RESPONSE", dueAt: timer?.dueAt } },
      ]);
    }
    const after = await world.db.find(Complaint, {}, "ORDER BY id");
    const standing = ({ version, updatedAt, dueAt, status }: Complaint) => ({ version, updatedAt, dueAt, status });
    expect(after.map(standing)).toEqual(before.map(standing));
  });

  further(
    "the server's own sweep reminds first, and the deadline that follows is still met or missed as ever",
    async () => {
      const { id } = await openCase(world);
      await world.later(25);
      expect(await remindersOf(id)).toHaveLength(1);
      await world.later(24);
      expect((await world.db.find(LoggedEvent, { streamId: id }, "ORDER BY seq")).map(({ type }) => type)).toEqual([
        "COMPLAINT_OPENED",
        "DEADLINE_NEAR",
        "FIRST_RESPONSE_MISSED",
      ]);
    },
  );

  further(
    "after an outage nobody is reminded of a deadline that has passed, and the ones ahead are not forgotten",
    async () => {
      const { id } = await openCase(world);
      await world.later(50);
      expect(await remindersOf(id)).toEqual([]);
      expect(await world.db.findOne(LoggedEvent, { streamId: id, type: "FIRST_RESPONSE_MISSED" })).not.toBeNull();
      expect(await timerOf(id, "NEGOTIATION")).toMatchObject({ remindAt: expect.any(Number) });
    },
  );

  further("who has acted is not reminded", async () => {
    const theCase = await openCase(world);
    await theCase.offer();
    await world.later(30);
    expect(await remindersOf(theCase.id)).toEqual([]);
  });

  further("of both sides only the one that can still act is reminded", async () => {
    const dueOf = async (id: string, clock: CaseTimer["clock"]): Promise<number> =>
      (await timerOf(id, clock))?.dueAt ?? 0;
    const offered = await openCase(world);
    await offered.offer();
    const asked = await caseIn(world, "UNDER_REVIEW", { consumer: "tom" });
    const request = { leaseToken: await asked.take(), addressedTo: "PROVIDER", text: "请补交交付记录与聊天截图。" };
    await asked.do("chen.mod", "requestEvidence", request);
    const appealed = await caseIn(world, "RULED", { consumer: "tom" });
    await appealed.do("wang.owner", "appealRuling", { ground: "WRONG_FACTS", text: "已按时交付，有聊天记录为证。" });
    const expected = [
      { id: offered.id, clock: "OFFER_EXPIRY", audience: "CONSUMER_SIDE" },
      { id: asked.id, clock: "EVIDENCE_REQUEST", audience: "PROVIDER_SIDE" },
      { id: appealed.id, clock: "APPEAL_ANSWER", audience: "CONSUMER_SIDE" },
    ] as const;
    for (const { id, clock, audience } of expected) {
      const hours = ((await dueOf(id, clock)) - world.clock.now()) / HOUR - 23;
      if (hours > 0) await world.later(hours);
      expect(await remindersOf(id)).toContainEqual(
        expect.objectContaining({ audience, data: { clock, dueAt: await dueOf(id, clock) } }),
      );
    }
  });

  further("a clock that was paused, then goes on, reminds before its new end", async () => {
    const theCase = await caseIn(world, "INFO_REQUESTED");
    expect(await timerOf(theCase.id, "ADMISSIBILITY")).toMatchObject({ dueAt: null, remindAt: null });
    await theCase.do("li.na", "supplyInformation", { text: "截图" });
    const timer = await timerOf(theCase.id, "ADMISSIBILITY");
    expect((timer?.dueAt ?? 0) - (timer?.remindAt ?? 0)).toBe(24 * HOUR);
    await world.later((timer?.remindAt ?? 0) / HOUR - world.clock.now() / HOUR + 1);
    expect(await remindersOf(theCase.id)).toMatchObject([{ audience: "STAFF", data: { clock: "ADMISSIBILITY" } }]);
    expect(
      (await theCase.look("timeline(first: 100) { nodes { type } }", await world.as("li.na"))).timeline,
    ).not.toContainEqual({
      type: "DEADLINE_NEAR",
    });
  });

  test("one case whose reminder fails does not keep the others from theirs, and has its own once it can", async () => {
    const [broken, sound] = [await openCase(world), await openCase(world, { consumer: "tom" })];
    const head = await world.db.byId(Complaint, broken.id);
    // Its next event cannot be written: the place in its history is taken.
    await world.db.transact(async (tx) => tx.execute("UPDATE complaint SET event_seq = 0 WHERE id = ?", [broken.id]));
    world.clock.advance(25 * HOUR);
    expect(await sweep()).toBe(1);
    expect(await remindersOf(sound.id)).toHaveLength(1);
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE complaint SET event_seq = ? WHERE id = ?", [head?.eventSeq ?? 0, broken.id]),
    );
    expect(await sweep()).toBe(1);
    expect(await remindersOf(broken.id)).toHaveLength(1);
  });

  test("a stay is called to mind every thirty days, once for each sweep however long nobody swept", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    await theCase.do("zhou.lead", "stayComplaint", { ground: "FORCE_MAJEURE", reason: "台风停工,双方无法提交材料" });
    const calls = () => world.db.find(LoggedEvent, { streamId: theCase.id, type: "STAY_REMINDER" });
    await world.later(24 * 29);
    expect(await calls()).toHaveLength(0);
    await world.later(24 * 2);
    expect(await calls()).toHaveLength(1);
    expect(await timerOf(theCase.id, "STAY_REMINDER")).toMatchObject({ dueAt: expect.any(Number) });
    await world.later(24 * 95);
    expect(await calls()).toHaveLength(2);
    await world.later(24 * 31);
    expect(await calls()).toHaveLength(3);
    expect(await theCase.look()).toMatchObject({ status: "STAYED" });
  });
});
