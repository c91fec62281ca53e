import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { sweepClocks } from "../../../src/case/complaints/sweep-clocks";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { SYSTEM_ACTS } from "../../../src/app/districts";
import { openCase } from "../../realtime/cases";
import { forEachDatabase } from "../../support/databases";
import { signIn, startWorld, type World } from "../../support/world";
import { caseIn } from "./world-case";

const HOUR = 3_600_000;

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const typesOf = async (id: string): Promise<string[]> =>
    (await world.db.find(LoggedEvent, { streamId: id }, "ORDER BY seq")).map(({ type }) => type);

  further("a silent provider: the first answer is missed, then the case goes to the platform by itself", async () => {
    const id = await openCase(world);
    await world.later(49);
    expect(await typesOf(id)).toEqual(["COMPLAINT_OPENED", "FIRST_RESPONSE_MISSED"]);
    await world.later(24);
    expect(await world.db.byId(Complaint, id)).toMatchObject({ status: "SUBMITTED", inQueue: true });
    expect(await typesOf(id)).toEqual(["COMPLAINT_OPENED", "FIRST_RESPONSE_MISSED", "COMPLAINT_ESCALATED"]);
  });

  further("a consumer who does not answer the provider's last word lets the case expire", async () => {
    const id = await openCase(world);
    await (
      await world.as("wang.owner")
    ).do("makeOffer", { complaintId: id, kind: "REFUND_PART", amount: 60_000, text: "退 600 元" });
    await world.later(24 * 8);
    expect(await world.db.byId(Complaint, id)).toMatchObject({ status: "CLOSED", closureReason: "EXPIRED" });
    expect(await typesOf(id)).toEqual(["COMPLAINT_OPENED", "OFFER_MADE", "OFFER_EXPIRED", "COMPLAINT_EXPIRED"]);
    expect(await world.db.find(CaseTimer, { complaintId: id })).toEqual([]);
    // The promise may be complained about again.
    expect(await openCase(world)).not.toBe(id);
  });

  test("after an outage every due move is made exactly once, also by several nodes at once, and the event keeps the time it was due", async () => {
    const ids = [await openCase(world, "li.na"), await openCase(world, "tom")];
    const { complaint } = await (
      await world.as("li.na")
    ).ok(`query ($id: ID!) { complaint(id: $id) { openedAt } }`, { id: ids[0] });
    world.clock.advance(50 * HOUR);
    const { log } = world.server.services;
    await Promise.all(
      Array.from({ length: 4 }, () => sweepClocks({ database: world.db, clock: world.clock, log }, SYSTEM_ACTS)),
    );
    for (const id of ids) expect(await typesOf(id)).toEqual(["COMPLAINT_OPENED", "FIRST_RESPONSE_MISSED"]);
    const missed = await world.db.findOne(LoggedEvent, { streamId: ids[0], type: "FIRST_RESPONSE_MISSED" });
    expect(missed?.data.wasDueAt).toBe(Date.parse(complaint.openedAt) + 48 * HOUR);
  });

  test.each([
    ["NEGOTIATING", "NEGOTIATION", "COMPLAINT_ESCALATED"],
    ["SETTLING", "SETTLEMENT_DUE", "SETTLEMENT_OWED"],
    ["SUBMITTED", "ADMISSIBILITY_DEFAULT", "COMPLAINT_ACCEPTED"],
    ["INFO_REQUESTED", "INFORMATION", "INFORMATION_MISSED"],
    ["EVIDENCE", "EVIDENCE_WINDOW", "EVIDENCE_SEALED"],
    ["UNDER_REVIEW", "REVIEW", "REVIEW_LATE"],
    ["RULED", "APPEAL_WINDOW", "RULING_FINAL"],
    ["ENFORCING", "REMEDY_DUE", "REMEDY_DEFAULTED"],
  ] as const)("%s: %s over, and the event says since when", async (state, clock, type) => {
    const theCase = await caseIn(world, state);
    const before = world.clock.now();
    await theCase.ring(clock);
    const { data } = (await world.db.findOne(LoggedEvent, { streamId: theCase.id, type }, "ORDER BY seq DESC")) ?? {};
    expect(data?.wasDueAt).toBeLessThan(world.clock.now());
    expect(data?.wasDueAt).toBeGreaterThanOrEqual(before - 1);
  });

  further("a clock that is due again right after its act waits for the next sweep, and holds up nobody", async () => {
    const ids = [await openCase(world, "li.na"), await openCase(world, "tom")];
    world.clock.advance(50 * HOUR);
    const { log } = world.server.services;
    const sweep = () =>
      sweepClocks(
        { database: world.db, clock: world.clock, log },
        {
          ...SYSTEM_ACTS,
          FIRST_RESPONSE_MISSED: async (caseFile) => {
            if (caseFile.complaint.id === ids[0]) caseFile.timers.start("FIRST_RESPONSE", 0, 0);
            await SYSTEM_ACTS.FIRST_RESPONSE_MISSED(caseFile);
          },
        },
      );
    for (const times of [1, 2]) {
      await sweep();
      const missed = Array.from({ length: times }, () => "FIRST_RESPONSE_MISSED");
      expect(await typesOf(ids[0] ?? "")).toEqual(["COMPLAINT_OPENED", ...missed]);
      expect(await typesOf(ids[1] ?? "")).toEqual(["COMPLAINT_OPENED", "FIRST_RESPONSE_MISSED"]);
    }
  });

  further("nobody acts in a state whose time is over, even before the sweep comes", async () => {
    const id = await openCase(world);
    await (await world.as("wang.owner")).do("sendMessage", { complaintId: id, text: "在查" });
    world.clock.advance(8 * 24 * HOUR);
    const consumer = await signIn(world.url, "li.na");
    expect((await consumer.tryTo("sendMessage", { complaintId: id, text: "还在吗" })).extensions.code).toBe("TOO_LATE");
  });

  further("the platform's silence never refuses: the case is accepted, and its lateness is told", async () => {
    const id = await openCase(world, "li.na", "FRAUD");
    await world.later(24 * 21);
    expect(await typesOf(id)).toEqual(expect.arrayContaining(["ADMISSIBILITY_LATE", "COMPLAINT_ACCEPTED"]));
  });
});
