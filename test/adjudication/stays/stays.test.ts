import { Appeal } from "../../../src/adjudication/decisions/appeal.entity";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import type { ClockName } from "../../../src/case/complaints/clock-names.pure";
import { CaseRequest } from "../../../src/case/evidence/case-request.entity";
import { reachableProjection } from "../../../src/market/vetting/reachable.projection";
import { Loaders } from "../../../src/platform/database/loaders";
import { sql } from "../../../src/platform/database/sql";
import { numberedEvents } from "../../../src/platform/feed/numbered-events";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { ProviderMember } from "../../../src/market/providers/provider-member.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { ReturnCase } from "../../../src/case/returns/return-case.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { CaseStay } from "../../../src/adjudication/stays/case-stay.entity";
import { caseIn, openCase, type CaseOptions, type Walkable, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const REASON = "消费者已就同一事实向法院起诉。";
const COURT = { ground: "OUTSIDE_PROCEDURE", route: "COURT", reference: "(2026)浙0106民初1号", reason: REASON };
const RETURNING: CaseOptions = {
  ruling: { remedies: [{ kind: "RETURN_AND_REFUND", text: "退货后全额退款", withinDays: 7 }] },
};

const stay = (theCase: WorldCase, input: Record<string, unknown> = COURT) =>
  theCase.do("zhou.lead", "stayComplaint", input, "{ complaint { status version dueAt lease { token } } }");
const resume = (theCase: WorldCase) => theCase.do("zhou.lead", "resumeComplaint", { reason: "诉讼已撤回,继续处理。" });
const refusal = async (theCase: WorldCase, who: string, mutation: string, input: Record<string, unknown>) =>
  (await (await theCase.world.as(who)).tryTo(mutation, { complaintId: theCase.id, ...input })).extensions;

const timers = (theCase: WorldCase) => theCase.world.db.find(CaseTimer, { complaintId: theCase.id }, "ORDER BY clock");
const running = async (theCase: WorldCase): Promise<[ClockName, boolean][]> =>
  (await timers(theCase)).map(({ clock, dueAt }) => [clock, dueAt !== null]);
const dueOf = async (theCase: WorldCase, clock: ClockName): Promise<number> => {
  const timer = await theCase.world.db.findOne(CaseTimer, { complaintId: theCase.id, clock });
  if (timer?.dueAt == null) throw new Error(`${clock} does not run`);
  return timer.dueAt;
};
const rulingOf = async (theCase: WorldCase): Promise<Ruling> => {
  const ruling = await theCase.world.db.findOne(Ruling, { complaintId: theCase.id }, "ORDER BY id");
  if (!ruling) throw new Error(`${theCase.id} is not ruled`);
  return ruling;
};
/** How long its latest stay was. */
const lengthOf = async (theCase: WorldCase): Promise<number> => {
  const stay = await theCase.world.db.findOne(CaseStay, { complaintId: theCase.id }, "ORDER BY id DESC");
  return (stay?.endedAt ?? NaN) - (stay?.stayedAt ?? NaN);
};
const events = async (theCase: WorldCase): Promise<string[]> =>
  (await theCase.world.db.find(LoggedEvent, { streamId: theCase.id }, "ORDER BY seq")).map(({ type }) => type);

async function secondRound(theCase: WorldCase): Promise<void> {
  await theCase.do("chen.mod", "requestEvidence", {
    leaseToken: await theCase.take(),
    addressedTo: "PROVIDER",
    text: "请提供与交付时间有关的记录。",
  });
}
const appeal = (theCase: WorldCase, who = "wang.owner") =>
  theCase.do(who, "appealRuling", { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误。" });

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const PLACES: [Walkable, ((theCase: WorldCase) => Promise<unknown>)?, CaseOptions?][] = [
    ["SUBMITTED"],
    ["INFO_REQUESTED"],
    ["EVIDENCE"],
    ["UNDER_REVIEW"],
    ["UNDER_REVIEW", secondRound],
    ["RULED"],
    ["RULED", (theCase) => appeal(theCase)],
    ["ENFORCING"],
    ["ENFORCING", undefined, RETURNING],
  ];

  further("a case goes on where it was, after a stay in which nothing happened to it", async () => {
    await using long = await startWorld(kind);
    const cases: WorldCase[] = [];
    for (const [state, further, options] of PLACES) {
      const theCase = await caseIn(long, state, options);
      await further?.(theCase);
      cases.push(theCase);
    }
    const before = await Promise.all(cases.map((theCase) => theCase.look()));
    const clocks = await Promise.all(cases.map(running));
    for (const [index, theCase] of cases.entries()) {
      const { complaint } = await stay(theCase);
      expect(complaint).toMatchObject({ status: "STAYED", version: before[index].version + 1, lease: null });
      expect((await running(theCase)).filter(([, runs]) => runs)).toEqual([["STAY_REMINDER", true]]);
    }
    // Longer than any clock of theirs, shorter than the reminder.
    await long.later(29 * 24);
    for (const [index, theCase] of cases.entries()) {
      const { status, version } = before[index];
      expect(await theCase.look()).toMatchObject({ status: "STAYED", version: version + 1 });
      await resume(theCase);
      expect(await theCase.look()).toMatchObject({ status, version: version + 2 });
      expect(await running(theCase)).toEqual(clocks[index]);
      const dues = (await timers(theCase)).flatMap(({ dueAt }) => dueAt ?? []);
      expect(Date.parse((await theCase.look()).dueAt)).toBe(Math.min(...dues));
    }
  });

  test("what people are told of the dates moves along", async () => {
    await using long = await startWorld(kind);
    const asked = await caseIn(long, "INFO_REQUESTED");
    const again = await caseIn(long, "UNDER_REVIEW");
    await secondRound(again);
    const ruled = await caseIn(long, "RULED");
    const appealed = await caseIn(long, "RULED");
    await appeal(appealed);
    const enforcing = await caseIn(long, "ENFORCING", RETURNING);
    const until = (await rulingOf(appealed)).appealableUntil ?? NaN;
    const window = (await rulingOf(ruled)).appealableUntil ?? NaN;
    const answerable = async () => (await long.db.findOne(Appeal, { complaintId: appealed.id }))?.answerDueAt;
    const answerDue = await answerable();
    const remedyDue = (await long.db.findOne(Remedy, { complaintId: enforcing.id }))?.dueAt ?? NaN;
    const shipBy = await dueOf(enforcing, "RETURN_WINDOW");

    const all = [asked, again, ruled, appealed, enforcing];
    for (const theCase of all) await stay(theCase);
    await long.later(20 * 24);
    for (const theCase of all) await resume(theCase);

    const request = (theCase: WorldCase) =>
      long.db.findOne(CaseRequest, { complaintId: theCase.id }, "ORDER BY id DESC");
    expect((await request(asked))?.dueAt).toBe(await dueOf(asked, "INFORMATION"));
    expect((await request(again))?.dueAt).toBe(await dueOf(again, "EVIDENCE_REQUEST"));
    expect((await rulingOf(ruled)).appealableUntil).toBe(await dueOf(ruled, "APPEAL_WINDOW"));
    expect((await rulingOf(ruled)).appealableUntil).toBe(window + (await lengthOf(ruled)));
    expect((await rulingOf(appealed)).appealableUntil).toBe(until + (await lengthOf(appealed)));
    const length = await lengthOf(enforcing);
    expect((await long.db.findOne(Remedy, { complaintId: enforcing.id }))?.dueAt).toBe(remedyDue + length);
    expect((await long.db.findOne(ReturnCase, { complaintId: enforcing.id }))?.shipBy).toBe(shipBy + length);
    expect(await dueOf(enforcing, "RETURN_WINDOW")).toBe(shipBy + length);
    expect(await answerable()).toBeGreaterThan(answerDue ?? NaN);
    expect(await answerable()).toBe(await dueOf(appealed, "APPEAL_ANSWER"));
    // The other side answers the appeal, and has its own, for as long as it had, which was less than the stay; nobody decides before that.
    expect(
      await refusal(appealed, "zhou.lead", "decideAppeal", {
        outcome: "DISMISSED",
        reason: "原裁定认定事实清楚,予以维持。",
      }),
    ).toMatchObject({ code: "NOT_YET" });
    await appealed.do("li.na", "answerAppeal", { text: "交付确实晚了两天,请维持原裁定。" });
    await appeal(appealed, "li.na");
    expect((await appealed.look()).status).toBe("APPEALED");
  });

  test("whoever is locked out is waited for: leads are told, and who is on the other side is not", async () => {
    const theCase = await caseIn(world, "EVIDENCE");
    const told = async (who: string): Promise<string[]> => {
      await world.projected();
      const { inbox } = await (await world.as(who)).ok("{ inbox { notices(first: 5) { nodes { type text } } } }");
      return inbox.notices.nodes.map(({ type }: { type: string }) => type);
    };
    const silent = await openCase(world);
    await silent.do("wang.owner", "giveFinalAnswer", { answer: "EXPLANATION", text: "交付时间以双方确认的排期为准。" });
    const access = async (mutation: string, accountId: string): Promise<void> =>
      void (await (
        await world.as("admin")
      ).do(mutation, { accountId, reason: "账号被盗,正在核实。" }, "{ account { status } }"));
    const { accountId: consumer } = await world.as("li.na");
    await access("suspendAccount", consumer);
    expect(await told("zhou.lead")).toContain("CONSUMER_LOCKED_OUT");
    expect(await told("wang.owner")).not.toContain("CONSUMER_LOCKED_OUT");
    const last = async (who: string) =>
      (await theCase.look("timeline(last: 1) { nodes { type } }", await world.as(who))).timeline.at(-1).type;
    expect([await last("zhou.lead"), await last("wang.owner")]).toEqual(["CONSUMER_LOCKED_OUT", "COMPLAINT_ACCEPTED"]);
    await stay(theCase, { ground: "FORCE_MAJEURE", reason: "消费者账号停用,等候恢复。" });
    // What closed meanwhile by their silence is a lead's to reopen.
    await silent.ring("NEGOTIATION");
    expect((await silent.look("closureReason", await world.as("zhou.lead"))).closureReason).toBe("EXPIRED");
    await access("reinstateAccount", consumer);
    expect((await told("zhou.lead")).filter((type) => type === "CONSUMER_BACK")).toHaveLength(2);

    const { id: providerId } = (await theCase.look("provider { id }")).provider;
    const status = async () => (await world.db.findOne(Provider, { id: providerId }))?.status;
    const members = await world.db.find(ProviderMember, { providerId });
    for (const { accountId } of members) {
      expect(await status()).toBe("ACTIVE");
      await access("suspendAccount", accountId);
      await world.projected();
    }
    expect([await status(), await told("zhou.lead")]).toEqual([
      "SUSPENDED",
      expect.arrayContaining(["PROVIDER_UNREACHABLE"]),
    ]);
    // Locked out in the same moment they may come to the projection one after the other: that is told once, with the last.
    const lockouts = await numberedEvents(world.db, sql`t.type = 'ACCOUNT_SUSPENDED' AND t.stream_id <> ${consumer}`);
    const first = lockouts.slice(0, 1) as Parameters<NonNullable<typeof reachableProjection.settle>>[1];
    await world.db.transact((tx) => reachableProjection.settle?.(tx, first, new Loaders(tx)) ?? Promise.resolve());
    expect(await world.db.find(LoggedEvent, { type: "PROVIDER_UNREACHABLE" })).toHaveLength(1);
    for (const { accountId } of members) await access("reinstateAccount", accountId);
    await world.projected();
    expect(await status()).toBe("ACTIVE");
    // They sign in anew.
    world.advance(0);
  });

  further("the moderator who worked on it must take it again", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    const leaseToken = await theCase.take();
    await stay(theCase);
    await resume(theCase);
    expect(await refusal(theCase, "chen.mod", "acceptComplaint", { leaseToken })).toMatchObject({
      code: "LEASE_REQUIRED",
    });
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
  });

  further("the route belongs to the ground", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    for (const [ground, route] of [
      ["OUTSIDE_PROCEDURE", undefined],
      ["OUTSIDE_PROCEDURE", null],
      ["FORCE_MAJEURE", "COURT"],
    ]) {
      expect(await refusal(theCase, "zhou.lead", "stayComplaint", { ground, route, reason: REASON })).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.route",
      });
    }
    await stay(theCase, { ground: "FORCE_MAJEURE", reason: REASON });
    expect(await refusal(theCase, "zhou.lead", "closeExternal", { outcome: "法院判决已经发生效力。" })).toMatchObject({
      code: "NOT_IN_THIS_STATE",
    });
    await resume(theCase);
  });

  further("only leads stay a case, and only one before the platform", async () => {
    const theCase = await caseIn(world, "NEGOTIATING");
    expect((await refusal(theCase, "zhou.lead", "stayComplaint", COURT)).code).toBe("NOT_IN_THIS_STATE");
    for (const who of ["li.na", "wang.owner", "chen.mod", "sun.audit", "admin"])
      expect((await refusal(theCase, who, "stayComplaint", COURT)).code).toBe("FORBIDDEN");
    expect((await refusal(theCase, "zhou.lead", "resumeComplaint", { reason: "诉讼已撤回,继续处理。" })).code).toBe(
      "NOT_IN_THIS_STATE",
    );
  });

  test("both sides and staff see each stay, with how it ended", async () => {
    const theCase = await caseIn(world, "EVIDENCE");
    await stay(theCase);
    await resume(theCase);
    await stay(theCase, { ground: "FORCE_MAJEURE", reason: "台风期间双方均无法举证。" });
    const seen = await theCase.look("stays { ground route reference reason stayedFrom endedAt outcome }");
    expect(seen.stays).toEqual([
      { ...COURT, stayedFrom: "EVIDENCE", endedAt: expect.any(String), outcome: "诉讼已撤回,继续处理。" },
      {
        ground: "FORCE_MAJEURE",
        route: null,
        reference: null,
        reason: "台风期间双方均无法举证。",
        stayedFrom: "EVIDENCE",
        endedAt: null,
        outcome: null,
      },
    ]);
    for (const who of ["li.na", "wang.owner", "chen.mod"])
      expect((await theCase.look("stays { reason }", await world.as(who))).stays).toHaveLength(2);
    const stranger = await world.as("tom");
    expect(
      (await stranger.ok(`query ($id: ID!) { complaint(id: $id) { stays { id } } }`, { id: theCase.id })).complaint,
    ).toBe(null);
  });

  further("what was decided outside closes a case that has no ruling", async () => {
    const theCase = await caseIn(world, "EVIDENCE");
    await theCase.do("li.na", "closeEvidence");
    await stay(theCase);
    await theCase.do("qian.lead", "closeExternal", { outcome: "法院判决服务商退还 500 元。" });
    expect(await theCase.look("stays { outcome endedAt }")).toMatchObject({
      status: "CLOSED",
      closureReason: "EXTERNAL",
      dueAt: null,
      stays: [{ outcome: "法院判决服务商退还 500 元。", endedAt: expect.any(String) }],
    });
    expect(await timers(theCase)).toEqual([]);
    expect((await events(theCase)).at(-1)).toBe("COMPLAINT_DECIDED_OUTSIDE");
  });

  test("a ruling of the platform's own is reversed with what it did, and an appeal against it lapses", async () => {
    const theCase = await caseIn(world, "RULED");
    await appeal(theCase);
    const { id } = await rulingOf(theCase);
    await stay(theCase);
    await theCase.do("zhou.lead", "closeExternal", { outcome: "法院判决驳回消费者的请求。" });
    expect(await rulingOf(theCase)).toMatchObject({ status: "REVERSED", reversedBecause: "EXTERNAL", finalAt: null });
    expect(await theCase.look("ruling { id }")).toMatchObject({ closureReason: "EXTERNAL", ruling: null });
    expect(await events(theCase)).toContain("RULING_REVERSED");
    const penalties = await world.db.query<{ status: string }>("SELECT status FROM penalty WHERE ruling_id = ?", [id]);
    expect(penalties.map(({ status }) => status)).toEqual(["REVERSED"]);
    const appeals = await world.db.query<{ status: string }>("SELECT status FROM appeal WHERE ruling_id = ?", [id]);
    expect(appeals.map(({ status }) => status)).toEqual(["LAPSED"]);
  });

  further("or stands beside what was decided outside, and is final", async () => {
    const theCase = await caseIn(world, "RULED");
    await appeal(theCase);
    const { id } = await rulingOf(theCase);
    await stay(theCase);
    await theCase.do("zhou.lead", "closeExternal", { outcome: "法院判决与裁定一致。", rulingStands: true });
    expect(await rulingOf(theCase)).toMatchObject({ status: "ISSUED", finalAt: expect.any(Number), reversedAt: null });
    expect(await theCase.look("ruling { id }")).toMatchObject({ closureReason: "EXTERNAL", ruling: { id } });
    expect(await events(theCase)).toContain("RULING_FINAL");

    const enforced = await caseIn(world, "ENFORCING");
    const { finalAt } = await rulingOf(enforced);
    await stay(enforced);
    await world.later(24);
    await enforced.do("zhou.lead", "closeExternal", { outcome: "双方在法院达成调解。", rulingStands: true });
    expect((await rulingOf(enforced)).finalAt).toBe(finalAt);
  });

  further("whoever made the ruling does not end the appeal against it by closing the case", async () => {
    const theCase = await caseIn(world, "RULED", { moderator: "zhou.lead" });
    await appeal(theCase);
    await stay(theCase);
    for (const rulingStands of [true, false])
      expect(
        await refusal(theCase, "zhou.lead", "closeExternal", { outcome: "法院判决与裁定一致。", rulingStands }),
      ).toMatchObject({ code: "CONFLICT_OF_INTEREST" });
    await theCase.do("qian.lead", "closeExternal", { outcome: "法院判决驳回消费者的请求。" });
  });

  further("a stayed case can be stayed again after it went on", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const left = await dueOf(theCase, "REVIEW");
    for (let times = 0; times < 3; times += 1) {
      await stay(theCase);
      await resume(theCase);
    }
    expect(await dueOf(theCase, "REVIEW")).toBe(left);
  });
});
