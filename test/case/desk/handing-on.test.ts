import { MESSAGES } from "../../../src/app/messages";
import { caseIn, openCase, type WorldCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const messages = MESSAGES.en;

const REASON = "此案需要另一位同事处理。";
const SEEN = "held { until reason } escalated assignedTo { displayName } lease { holderName token expiresAt }";
const FREE = { held: null, lease: null };

/** How the demo's four moderators fare when they take the case: null when they may, else the message they get. */
type Turns = Record<"chen.mod" | "liu.mod" | "zhou.lead" | "qian.lead", keyof typeof messages | null>;
const ANYBODY: Turns = { "chen.mod": null, "liu.mod": null, "zhou.lead": null, "qian.lead": null };

forEachDatabase((kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function expectTurns(file: WorldCase, turns: Turns): Promise<void> {
    for (const [login, refused] of Object.entries(turns)) {
      const person = await world.as(login);
      if (refused) {
        const { message } = await person.tryTo("takeComplaint", { complaintId: file.id });
        expect([login, message]).toEqual([login, messages[refused]]);
      } else {
        const leaseToken = await file.take(login);
        await file.do(login, "releaseComplaint", { leaseToken });
      }
    }
  }

  test("a free case is anybody's", async () => {
    await expectTurns(await caseIn(world, "SUBMITTED"), ANYBODY);
  });

  describe("reassigned", () => {
    test("by a lead: it is that moderator's and the leads', and whoever had it loses it", async () => {
      const file = await caseIn(world, "SUBMITTED");
      const leaseToken = await file.take("chen.mod");
      await file.do("zhou.lead", "reassignComplaint", { moderatorLogin: "Liu.Mod", reason: REASON });
      expect(await file.look(SEEN)).toMatchObject({ ...FREE, assignedTo: { displayName: "刘洋" } });
      const chen = await world.as("chen.mod");
      expect((await chen.tryTo("acceptComplaint", { complaintId: file.id, leaseToken })).extensions.code).toBe(
        "LEASE_REQUIRED",
      );
      await expectTurns(file, { ...ANYBODY, "chen.mod": "desk.assignedToOther" });
    });

    test("by account; parties see nothing of it", async () => {
      const file = await caseIn(world, "EVIDENCE");
      const liu = await world.as("liu.mod");
      await file.do("zhou.lead", "reassignComplaint", { accountId: liu.accountId, reason: REASON });
      expect(await file.look(SEEN)).toMatchObject({ assignedTo: { displayName: "刘洋" } });
      const consumer = await file.consumer;
      expect(await file.look(SEEN, consumer)).toMatchObject({ ...FREE, escalated: null, assignedTo: null });
      const { timeline } = await file.look("timeline { type }", consumer);
      expect(timeline.map(({ type }: { type: string }) => type)).not.toContain("COMPLAINT_REASSIGNED");
    });

    test.each([
      ["nobody named", {}, "BAD_USER_INPUT", "input.moderatorLogin"],
      ["unknown", { moderatorLogin: "nobody" }, "NOT_FOUND", "input.moderatorLogin"],
      ["a consumer", { moderatorLogin: "tom" }, "NOT_FOUND", "input.moderatorLogin"],
      ["an auditor", { moderatorLogin: "sun.audit" }, "NOT_FOUND", "input.moderatorLogin"],
      ["no account's id", { accountId: "cmp_x" }, "NOT_FOUND", "input.accountId"],
    ])("refused: %s", async (_, named, code, field) => {
      const file = await caseIn(world, "SUBMITTED");
      const lead = await world.as("zhou.lead");
      const { extensions } = await lead.tryTo("reassignComplaint", { complaintId: file.id, reason: REASON, ...named });
      expect(extensions).toMatchObject({ code, field });
      expect(await file.look(SEEN)).toMatchObject({ assignedTo: null });
    });

    test("never to a party, a recused or a suspended moderator, nor by a recused lead", async () => {
      const file = await caseIn(world, "SUBMITTED", { consumer: "tom" });
      const [admin, tom, liu, lead] = await Promise.all(
        ["admin", "tom", "liu.mod", "zhou.lead"].map((who) => world.as(who)),
      );
      const assign = async (login: string) =>
        (await lead?.tryTo("reassignComplaint", { complaintId: file.id, moderatorLogin: login, reason: REASON }))
          ?.message;
      await world.setRoles({ accountId: tom?.accountId ?? "", roles: ["CONSUMER", "MODERATOR"] });
      expect(await assign("tom")).toBe(messages["desk.assigneeIsParty"]);
      await world.setRoles({ accountId: tom?.accountId ?? "", roles: ["CONSUMER"] });
      await file.do("liu.mod", "recuse", { reason: "服务商是我的亲戚。" });
      expect(await assign("liu.mod")).toBe(messages["desk.assigneeRecused"]);
      const suspended = { accountId: liu?.accountId, reason: "test" };
      await admin?.do("suspendAccount", suspended, "{ account { id } }");
      expect(await assign("liu.mod")).toBe(messages["desk.noSuchModerator"]);
      await admin?.do("reinstateAccount", suspended, "{ account { id } }");
      await file.do("zhou.lead", "recuse", { reason: "消费者是我的邻居。" });
      expect(await assign("chen.mod")).toBe(messages["recused.DECLARED"]);
      await world.later(0);
    });
  });

  describe("escalated", () => {
    test("only leads may take it, until a lead gives it to a moderator", async () => {
      const file = await caseIn(world, "SUBMITTED");
      await file.do("chen.mod", "escalateToLead", { leaseToken: await file.take("chen.mod"), reason: REASON });
      expect(await file.look(SEEN)).toMatchObject({ ...FREE, escalated: true });
      await expectTurns(file, { ...ANYBODY, "chen.mod": "desk.leadsOnly", "liu.mod": "desk.leadsOnly" });
      await file.do("zhou.lead", "reassignComplaint", { moderatorLogin: "qian.lead", reason: REASON });
      expect(await file.look(SEEN)).toMatchObject({ escalated: true, assignedTo: { displayName: "钱涛" } });
      await expectTurns(file, { ...ANYBODY, "chen.mod": "desk.leadsOnly", "liu.mod": "desk.leadsOnly" });
      await file.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
      expect(await file.look(SEEN)).toMatchObject({ escalated: false, assignedTo: { displayName: "陈静" } });
      await expectTurns(file, { ...ANYBODY, "liu.mod": "desk.assignedToOther" });
    });

    test("by the holder alone", async () => {
      const file = await caseIn(world, "SUBMITTED");
      const leaseToken = await file.take("chen.mod");
      for (const [login, token] of [
        ["liu.mod", leaseToken],
        ["zhou.lead", leaseToken],
        ["chen.mod", leaseToken - 1],
      ] as const) {
        const input = { complaintId: file.id, leaseToken: token, reason: REASON };
        expect((await (await world.as(login)).tryTo("escalateToLead", input)).extensions.code).toBe("LEASE_REQUIRED");
      }
      expect(await file.look(SEEN)).toMatchObject({ escalated: false, lease: { token: leaseToken } });
    });

    test("a review that the platform missed", async () => {
      const file = await caseIn(world, "UNDER_REVIEW");
      await file.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
      await file.take("chen.mod");
      await file.ring("REVIEW");
      expect(await file.look(SEEN)).toMatchObject({ ...FREE, escalated: true, assignedTo: null });
      await expectTurns(file, { ...ANYBODY, "chen.mod": "desk.leadsOnly", "liu.mod": "desk.leadsOnly" });
    });
  });

  describe("on hold", () => {
    const inHours = (hours: number): string => new Date(world.clock.now() + hours * 3_600_000).toISOString();

    test("the lease lasts as long, renewing does not shorten it, and taking it back ends the hold", async () => {
      const file = await caseIn(world, "SUBMITTED");
      const leaseToken = await file.take("chen.mod");
      const until = inHours(30);
      await file.do("chen.mod", "holdComplaint", { leaseToken, until, reason: REASON });
      const held = { held: { until, reason: REASON }, lease: { token: leaseToken, expiresAt: until } };
      expect(await file.look(SEEN)).toMatchObject(held);
      expect(await file.look(SEEN, await file.consumer)).toMatchObject(FREE);
      await world.later(26);
      const liu = await world.as("liu.mod");
      expect((await liu.tryTo("takeComplaint", { complaintId: file.id })).extensions).toMatchObject({
        code: "LEASE_HELD",
        availableAt: until,
      });
      await file.do("chen.mod", "renewLease", { leaseToken });
      expect(await file.look(SEEN)).toMatchObject(held);
      const again = await file.take("chen.mod");
      const { held: none, lease } = await file.look(SEEN);
      expect(none).toBeNull();
      expect(lease).toMatchObject({ token: again });
      expect(Date.parse(lease.expiresAt)).toBeLessThan(Date.parse(until));
    });

    test("it ends by itself, and by giving the case back", async () => {
      const file = await caseIn(world, "SUBMITTED");
      await file.do("chen.mod", "holdComplaint", { leaseToken: await file.take(), until: inHours(20), reason: REASON });
      await world.later(21);
      expect(await file.look(SEEN)).toMatchObject(FREE);
      const leaseToken = await file.take("liu.mod");
      await file.do("liu.mod", "holdComplaint", { leaseToken, until: inHours(20), reason: REASON });
      await file.do("liu.mod", "releaseComplaint", { leaseToken });
      expect(await file.look(SEEN)).toMatchObject(FREE);
      await expectTurns(file, ANYBODY);
    });

    test.each([
      ["in the past", -1],
      ["now", 0],
      ["beyond the house rule", 14 * 24 + 1],
    ])("refused: until %s", async (_, hours) => {
      const file = await caseIn(world, "SUBMITTED");
      const input = { complaintId: file.id, leaseToken: await file.take(), until: inHours(hours), reason: REASON };
      expect((await (await file.moderator).tryTo("holdComplaint", input)).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.until",
      });
      expect(await file.look(SEEN)).toMatchObject({ held: null });
    });

    test("refused without the lease", async () => {
      const file = await caseIn(world, "SUBMITTED");
      const leaseToken = await file.take("chen.mod");
      const liu = await world.as("liu.mod");
      const input = { complaintId: file.id, leaseToken, until: inHours(5), reason: REASON };
      expect((await liu.tryTo("holdComplaint", input)).extensions.code).toBe("LEASE_REQUIRED");
    });
  });

  describe("recused", () => {
    test("who declares a conflict gives the case up, for good", async () => {
      const file = await caseIn(world, "SUBMITTED");
      await file.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
      await file.take("chen.mod");
      await file.do("chen.mod", "recuse", { reason: "服务商是我的亲戚。" });
      expect(await file.look(SEEN)).toMatchObject({ ...FREE, assignedTo: null });
      await expectTurns(file, { ...ANYBODY, "chen.mod": "recused.DECLARED" });
      const chen = await world.as("chen.mod");
      const again = { complaintId: file.id, reason: "服务商是我的亲戚。" };
      expect((await chen.tryTo("recuse", again)).extensions.code).toBe("ALREADY_EXISTS");
    });

    test("another's lease is not touched", async () => {
      const file = await caseIn(world, "SUBMITTED");
      const token = await file.take("liu.mod");
      await file.do("chen.mod", "recuse", { reason: "服务商是我的亲戚。" });
      expect(await file.look(SEEN)).toMatchObject({ lease: { token } });
    });

    test("a party has nothing to declare, and a stranger is told of no case", async () => {
      const file = await openCase(world, { consumer: "tom" });
      const tom = await world.as("tom");
      const roles = (given: string[]) => world.setRoles({ accountId: tom.accountId, roles: given });
      await roles(["CONSUMER", "MODERATOR"]);
      const input = { complaintId: file.id, reason: "我是当事人。" };
      expect((await tom.tryTo("recuse", input)).extensions.code).toBe("CONFLICT_OF_INTEREST");
      await roles(["CONSUMER"]);
      expect((await tom.tryTo("recuse", input)).extensions.code).toBe("FORBIDDEN");
    });

    test("who refused a complaint does not check it when it is reopened", async () => {
      const file = await caseIn(world, "SUBMITTED");
      await file.do("chen.mod", "refuseComplaint", {
        leaseToken: await file.take("chen.mod"),
        ground: "NO_PROMISE",
        text: "页面上没有作出这样的承诺。",
      });
      await file.do("li.na", "reopenComplaint", { reason: "承诺在商品详情页第二屏。" });
      await expectTurns(file, { ...ANYBODY, "chen.mod": "recused.REFUSED_BEFORE" });
    });

    test("a recused lead neither approves nor declines a ruling; the offered actions say so", async () => {
      const file = await caseIn(world, "UNDER_REVIEW");
      const ruling = await file.ruling();
      const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
      await file.do("chen.mod", "issueRuling", {
        ...ruling,
        findings,
        departureReason: "情节特别严重,且多次发生。",
        leaseToken: await file.take("chen.mod"),
      });
      await file.do("zhou.lead", "recuse", { reason: "消费者是我的邻居。" });
      const { rulingAwaitingApproval } = await file.look("rulingAwaitingApproval { id }");
      const zhou = await world.as("zhou.lead");
      const input = { rulingId: rulingAwaitingApproval.id };
      const offered = async (login: string) =>
        (
          await file.look("availableActions { action unavailableBecause { code } }", await world.as(login))
        ).availableActions.find(({ action }: { action: string }) => action === "APPROVE_RULING").unavailableBecause;
      expect(await offered("zhou.lead")).toEqual({ code: "CONFLICT_OF_INTEREST" });
      expect(await offered("qian.lead")).toBeNull();
      expect((await zhou.tryTo("approveRuling", input)).extensions.code).toBe("CONFLICT_OF_INTEREST");
      expect((await zhou.tryTo("declineRuling", { ...input, note: REASON })).extensions.code).toBe(
        "CONFLICT_OF_INTEREST",
      );
      await (await world.as("qian.lead")).do("declineRuling", { ...input, note: REASON });
      expect(await file.look("rulingAwaitingApproval { id }")).toMatchObject({ rulingAwaitingApproval: null });
    });

    test("a recused lead decides no appeal", async () => {
      const file = await caseIn(world, "RULED");
      await file.do("li.na", "appealRuling", { ground: "WRONG_FACTS", text: "事实认定有误,交付时间不对。" });
      await file.do("zhou.lead", "recuse", { reason: "消费者是我的邻居。" });
      const input = { complaintId: file.id, outcome: "DISMISSED", reasons: "原裁决认定事实清楚。" };
      expect((await (await world.as("zhou.lead")).tryTo("decideAppeal", input)).message).toBe(
        messages["guard.recused"],
      );
      await (await world.as("qian.lead")).do("decideAppeal", input);
    });

    test("a recused lead neither stays nor resumes nor ends a case, nor takes one up again", async () => {
      const file = await caseIn(world, "ENFORCING");
      await file.ring("REMEDY_DUE");
      await file.do("zhou.lead", "recuse", { reason: "消费者是我的邻居。" });
      const turn = async (mutation: string, input: Record<string, unknown>) => {
        const { message } = await (await world.as("zhou.lead")).tryTo(mutation, { complaintId: file.id, ...input });
        expect([mutation, message]).toEqual([mutation, messages["guard.recused"]]);
        await file.do("qian.lead", mutation, input);
      };
      const outside = { ground: "OUTSIDE_PROCEDURE", route: "COURT", reason: "消费者已就同一事实起诉。" };
      await turn("stayComplaint", outside);
      await turn("resumeComplaint", { reason: "诉讼已撤回,继续处理。" });
      await turn("closeUnremedied", { reason: "保证金不足,无法执行。" });
      await turn("reopenComplaint", { reason: "服务商恢复了履行能力。" });
      await turn("stayComplaint", outside);
      await turn("closeExternal", { outcome: "法院判决服务商退款。" });
    });
  });

  test("commands of the desk on a version that is not the case's any more are refused", async () => {
    const file = await caseIn(world, "SUBMITTED");
    const { version } = await file.look();
    const chen = await world.as("chen.mod");
    const stale = { complaintId: file.id, expectedVersion: version - 1 };
    expect((await chen.tryTo("takeComplaint", stale)).extensions.code).toBe("STALE_VERSION");
    await chen.do("takeComplaint", { complaintId: file.id, expectedVersion: version });
  });
});
