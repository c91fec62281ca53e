import { Account } from "../../../src/accounts/account/account.entity";
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

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function expectTurns(theCase: WorldCase, turns: Turns): Promise<void> {
    for (const [login, refused] of Object.entries(turns)) {
      const person = await world.as(login);
      if (refused) {
        const { message } = await person.tryTo("takeComplaint", { complaintId: theCase.id });
        expect([login, message]).toEqual([login, messages[refused]]);
      } else {
        const leaseToken = await theCase.take(login);
        await theCase.do(login, "releaseComplaint", { leaseToken });
      }
    }
  }

  test("whom a case can be given to is found by name, login or id, with what they have to do", async () => {
    const zhou = await world.as("zhou.lead");
    const found = async (text: string | null) => {
      const { moderators } = await zhou.ok(
        "query ($text: String) { moderators(text: $text) { held assigned moderator { displayName } } }",
        { text },
      );
      return moderators.map((each: { held: number; assigned: number; moderator: { displayName: string } }) => [
        each.moderator.displayName,
        each.held + each.assigned,
      ]);
    };
    expect(await found("刘洋")).toEqual([["刘洋", 0]]);
    const theCase = await caseIn(world, "SUBMITTED");
    await theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin: "liu.mod", reason: REASON });
    world.clock.advance(1_000);
    expect(await found("刘洋")).toEqual([["刘洋", 1]]);
    expect(await found("洋")).toEqual([["刘洋", 1]]);
    expect(await found(" Liu.Mod ")).toEqual([["刘洋", 1]]);
    expect(await found(null)).toEqual([["刘洋", 1]]);
    // Nobody is found who cannot be given a case: consumers, auditors, those suspended.
    for (const text of ["李娜", "li.na", "sun.audit", "没有这个人", "%", "🔥"])
      expect([text, await found(text)]).toEqual([text, []]);
    const { accountId } = await world.as("qian.lead");
    const qian = (await (await world.as("qian.lead")).ok("{ viewer { displayName } }")).viewer.displayName;
    expect(await found("qian.lead")).toEqual([[qian, 0]]);
    expect(await found(accountId)).toEqual([[qian, 0]]);
    const setStatus = (status: "ACTIVE" | "SUSPENDED") =>
      world.db.transact(async (tx) => tx.update(Account, accountId, { status }));
    await setStatus("SUSPENDED");
    expect(await found("qian.lead")).toEqual([]);
    await setStatus("ACTIVE");
    for (const login of ["chen.mod", "sun.audit", "li.na", "admin"])
      expect((await (await world.as(login)).refused("{ moderators { held } }")).extensions.code).toBe("FORBIDDEN");
  });

  test("of a name that thousands have, those are found who have something on the desk", async () => {
    const rows = Array.from({ length: 2_001 }, (_, n) => `('account.display_name', '洋', 'acc_other${n}')`);
    await world.db.transact(async (tx) =>
      tx.execute(`INSERT INTO text_term (field, term, subject_id) VALUES ${rows.join(", ")}`),
    );
    const { moderators } = await (
      await world.as("zhou.lead")
    ).ok('{ moderators(text: "洋") { moderator { displayName } } }');
    expect(moderators).toEqual([{ moderator: { displayName: "刘洋" } }]);
    await world.db.transact(async (tx) => tx.execute("DELETE FROM text_term WHERE subject_id LIKE 'acc_other%'"));
  });

  test("what somebody had who is no moderator any longer is free for all", async () => {
    const [assigned, held, other] = [
      await caseIn(world, "SUBMITTED"),
      await caseIn(world, "SUBMITTED"),
      await caseIn(world, "SUBMITTED"),
    ];
    await assigned.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
    const leaseToken = await held.take("chen.mod");
    const until = new Date(world.clock.now() + 48 * 3_600_000).toISOString();
    await held.do("chen.mod", "holdComplaint", { leaseToken, until, reason: REASON });
    await other.do("zhou.lead", "reassignComplaint", { moderatorLogin: "liu.mod", reason: REASON });
    const { accountId } = await world.as("chen.mod");
    await world.setRoles({ accountId, roles: ["CONSUMER"] });
    await world.later(0);
    for (const theCase of [assigned, held]) {
      expect(await theCase.look(SEEN)).toMatchObject({ ...FREE, assignedTo: null });
      await theCase.do("liu.mod", "releaseComplaint", { leaseToken: await theCase.take("liu.mod") });
    }
    expect(await other.look(SEEN)).toMatchObject({ assignedTo: { displayName: "刘洋" } });
    const { timeline } = await assigned.look(
      "timeline(last: 3) { nodes { type actorRole } }",
      await world.as("zhou.lead"),
    );
    expect(timeline[0]).toEqual({ type: "COMPLAINT_RELEASED", actorRole: "SYSTEM" });
    await world.setRoles({ accountId, roles: ["MODERATOR"] });
  });

  further("a free case is anybody's", async () => {
    await expectTurns(await caseIn(world, "SUBMITTED"), ANYBODY);
  });

  describe("reassigned", () => {
    further("by a lead: it is that moderator's and the leads', and whoever had it loses it", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const leaseToken = await theCase.take("chen.mod");
      await theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin: "Liu.Mod", reason: REASON });
      expect(await theCase.look(SEEN)).toMatchObject({ ...FREE, assignedTo: { displayName: "刘洋" } });
      const chen = await world.as("chen.mod");
      expect((await chen.tryTo("acceptComplaint", { complaintId: theCase.id, leaseToken })).extensions.code).toBe(
        "LEASE_REQUIRED",
      );
      await expectTurns(theCase, { ...ANYBODY, "chen.mod": "desk.assignedToOther" });
    });

    further("by account; parties see nothing of it", async () => {
      const theCase = await caseIn(world, "EVIDENCE");
      const liu = await world.as("liu.mod");
      await theCase.do("zhou.lead", "reassignComplaint", { accountId: liu.accountId, reason: REASON });
      expect(await theCase.look(SEEN)).toMatchObject({ assignedTo: { displayName: "刘洋" } });
      const consumer = await theCase.consumer;
      expect(await theCase.look(SEEN, consumer)).toMatchObject({ ...FREE, escalated: null, assignedTo: null });
      const { timeline } = await theCase.look("timeline(first: 100) { nodes { type } }", consumer);
      expect(timeline.map(({ type }: { type: string }) => type)).not.toContain("COMPLAINT_REASSIGNED");
    });

    test.each([
      ["nobody named", {}, "BAD_USER_INPUT", "input.moderatorLogin"],
      ["unknown", { moderatorLogin: "nobody" }, "NOT_FOUND", "input.moderatorLogin"],
      ["a consumer", { moderatorLogin: "tom" }, "NOT_FOUND", "input.moderatorLogin"],
      ["an auditor", { moderatorLogin: "sun.audit" }, "NOT_FOUND", "input.moderatorLogin"],
      ["no account's id", { accountId: "cmp_x" }, "NOT_FOUND", "input.accountId"],
    ])("refused: %s", async (_, named, code, field) => {
      const theCase = await caseIn(world, "SUBMITTED");
      const lead = await world.as("zhou.lead");
      const { extensions } = await lead.tryTo("reassignComplaint", {
        complaintId: theCase.id,
        reason: REASON,
        ...named,
      });
      expect(extensions).toMatchObject({ code, field });
      expect(await theCase.look(SEEN)).toMatchObject({ assignedTo: null });
    });

    further("never to a party, a recused or a suspended moderator, nor by a recused lead", async () => {
      const theCase = await caseIn(world, "SUBMITTED", { consumer: "tom" });
      const [admin, tom, liu, lead] = await Promise.all(
        ["admin", "tom", "liu.mod", "zhou.lead"].map((who) => world.as(who)),
      );
      const assign = async (login: string) =>
        (await lead?.tryTo("reassignComplaint", { complaintId: theCase.id, moderatorLogin: login, reason: REASON }))
          ?.message;
      await world.setRoles({ accountId: tom?.accountId ?? "", roles: ["CONSUMER", "MODERATOR"] });
      expect(await assign("tom")).toBe(messages["desk.assigneeIsParty"]);
      await world.setRoles({ accountId: tom?.accountId ?? "", roles: ["CONSUMER"] });
      await theCase.do("liu.mod", "recuse", { reason: "服务商是我的亲戚。" });
      expect(await assign("liu.mod")).toBe(messages["desk.assigneeRecused"]);
      const suspended = { accountId: liu?.accountId, reason: "test" };
      await admin?.do("suspendAccount", suspended, "{ account { id } }");
      expect(await assign("liu.mod")).toBe(messages["desk.noSuchModerator"]);
      await admin?.do("reinstateAccount", suspended, "{ account { id } }");
      await theCase.do("zhou.lead", "recuse", { reason: "消费者是我的邻居。" });
      expect(await assign("chen.mod")).toBe(messages["recused.DECLARED"]);
      await world.later(0);
    });
  });

  describe("escalated", () => {
    test("only leads may take it, until a lead gives it to a moderator", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      await theCase.do("chen.mod", "escalateToLead", { leaseToken: await theCase.take("chen.mod"), reason: REASON });
      expect(await theCase.look(SEEN)).toMatchObject({ ...FREE, escalated: true });
      await expectTurns(theCase, { ...ANYBODY, "chen.mod": "desk.leadsOnly", "liu.mod": "desk.leadsOnly" });
      await theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin: "qian.lead", reason: REASON });
      expect(await theCase.look(SEEN)).toMatchObject({ escalated: true, assignedTo: { displayName: "钱涛" } });
      await expectTurns(theCase, { ...ANYBODY, "chen.mod": "desk.leadsOnly", "liu.mod": "desk.leadsOnly" });
      await theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
      expect(await theCase.look(SEEN)).toMatchObject({ escalated: false, assignedTo: { displayName: "陈静" } });
      await expectTurns(theCase, { ...ANYBODY, "liu.mod": "desk.assignedToOther" });
    });

    further("by the holder alone", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const leaseToken = await theCase.take("chen.mod");
      for (const [login, token] of [
        ["liu.mod", leaseToken],
        ["zhou.lead", leaseToken],
        ["chen.mod", leaseToken - 1],
      ] as const) {
        const input = { complaintId: theCase.id, leaseToken: token, reason: REASON };
        expect((await (await world.as(login)).tryTo("escalateToLead", input)).extensions.code).toBe("LEASE_REQUIRED");
      }
      expect(await theCase.look(SEEN)).toMatchObject({ escalated: false, lease: { token: leaseToken } });
    });

    further("a review that the platform missed", async () => {
      const theCase = await caseIn(world, "UNDER_REVIEW");
      await theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
      await theCase.take("chen.mod");
      await theCase.ring("REVIEW");
      expect(await theCase.look(SEEN)).toMatchObject({ ...FREE, escalated: true, assignedTo: null });
      await expectTurns(theCase, { ...ANYBODY, "chen.mod": "desk.leadsOnly", "liu.mod": "desk.leadsOnly" });
    });
  });

  describe("on hold", () => {
    const inHours = (hours: number): string => new Date(world.clock.now() + hours * 3_600_000).toISOString();

    further("the lease lasts as long, renewing does not shorten it, and taking it back ends the hold", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const leaseToken = await theCase.take("chen.mod");
      const until = inHours(30);
      await theCase.do("chen.mod", "holdComplaint", { leaseToken, until, reason: REASON });
      const held = { held: { until, reason: REASON }, lease: { token: leaseToken, expiresAt: until } };
      expect(await theCase.look(SEEN)).toMatchObject(held);
      expect(await theCase.look(SEEN, await theCase.consumer)).toMatchObject(FREE);
      await world.later(26);
      const liu = await world.as("liu.mod");
      expect((await liu.tryTo("takeComplaint", { complaintId: theCase.id })).extensions).toMatchObject({
        code: "LEASE_HELD",
        availableAt: until,
      });
      await theCase.do("chen.mod", "renewLease", { leaseToken });
      expect(await theCase.look(SEEN)).toMatchObject(held);
      const again = await theCase.take("chen.mod");
      const { held: none, lease } = await theCase.look(SEEN);
      expect(none).toBeNull();
      expect(lease).toMatchObject({ token: again });
      expect(Date.parse(lease.expiresAt)).toBeLessThan(Date.parse(until));
    });

    further("it ends by itself, and by giving the case back", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      await theCase.do("chen.mod", "holdComplaint", {
        leaseToken: await theCase.take(),
        until: inHours(20),
        reason: REASON,
      });
      await world.later(21);
      expect(await theCase.look(SEEN)).toMatchObject(FREE);
      const leaseToken = await theCase.take("liu.mod");
      await theCase.do("liu.mod", "holdComplaint", { leaseToken, until: inHours(20), reason: REASON });
      await theCase.do("liu.mod", "releaseComplaint", { leaseToken });
      expect(await theCase.look(SEEN)).toMatchObject(FREE);
      await expectTurns(theCase, ANYBODY);
    });

    test.each([
      ["in the past", -1],
      ["now", 0],
      ["beyond the house rule", 14 * 24 + 1],
    ])("refused: until %s", async (_, hours) => {
      const theCase = await caseIn(world, "SUBMITTED");
      const input = {
        complaintId: theCase.id,
        leaseToken: await theCase.take(),
        until: inHours(hours),
        reason: REASON,
      };
      expect((await (await theCase.moderator).tryTo("holdComplaint", input)).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.until",
      });
      expect(await theCase.look(SEEN)).toMatchObject({ held: null });
    });

    further("refused without the lease", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const leaseToken = await theCase.take("chen.mod");
      const liu = await world.as("liu.mod");
      const input = { complaintId: theCase.id, leaseToken, until: inHours(5), reason: REASON };
      expect((await liu.tryTo("holdComplaint", input)).extensions.code).toBe("LEASE_REQUIRED");
    });
  });

  describe("recused", () => {
    test("who declares a conflict gives the case up, for good", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      await theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
      await theCase.take("chen.mod");
      await theCase.do("chen.mod", "recuse", { reason: "服务商是我的亲戚。" });
      expect(await theCase.look(SEEN)).toMatchObject({ ...FREE, assignedTo: null });
      await expectTurns(theCase, { ...ANYBODY, "chen.mod": "recused.DECLARED" });
      const chen = await world.as("chen.mod");
      const again = { complaintId: theCase.id, reason: "服务商是我的亲戚。" };
      expect((await chen.tryTo("recuse", again)).extensions.code).toBe("ALREADY_EXISTS");
    });

    further("another's lease is not touched", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const token = await theCase.take("liu.mod");
      await theCase.do("chen.mod", "recuse", { reason: "服务商是我的亲戚。" });
      expect(await theCase.look(SEEN)).toMatchObject({ lease: { token } });
    });

    further("a party has nothing to declare, and a stranger is told of no case", async () => {
      const theCase = await openCase(world, { consumer: "tom" });
      const tom = await world.as("tom");
      const roles = (given: string[]) => world.setRoles({ accountId: tom.accountId, roles: given });
      await roles(["CONSUMER", "MODERATOR"]);
      const input = { complaintId: theCase.id, reason: "我是当事人。" };
      expect((await tom.tryTo("recuse", input)).extensions.code).toBe("CONFLICT_OF_INTEREST");
      await roles(["CONSUMER"]);
      expect((await tom.tryTo("recuse", input)).extensions.code).toBe("FORBIDDEN");
    });

    further("who refused a complaint does not check it when it is reopened", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      await theCase.do("chen.mod", "refuseComplaint", {
        leaseToken: await theCase.take("chen.mod"),
        ground: "NO_PROMISE",
        text: "页面上没有作出这样的承诺。",
      });
      await theCase.do("li.na", "reopenComplaint", { reason: "承诺在商品详情页第二屏。" });
      await expectTurns(theCase, { ...ANYBODY, "chen.mod": "recused.REFUSED_BEFORE" });
    });

    further("a recused lead neither approves nor declines a ruling; the offered actions say so", async () => {
      const theCase = await caseIn(world, "UNDER_REVIEW");
      const ruling = await theCase.ruling();
      const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
      await theCase.do("chen.mod", "issueRuling", {
        ...ruling,
        findings,
        departureReason: "情节特别严重,且多次发生。",
        leaseToken: await theCase.take("chen.mod"),
      });
      await theCase.do("zhou.lead", "recuse", { reason: "消费者是我的邻居。" });
      const { rulingAwaitingApproval } = await theCase.look("rulingAwaitingApproval { id }");
      const zhou = await world.as("zhou.lead");
      const input = { rulingId: rulingAwaitingApproval.id };
      const offered = async (login: string) =>
        (
          await theCase.look("availableActions { action unavailableBecause { code } }", await world.as(login))
        ).availableActions.find(({ action }: { action: string }) => action === "APPROVE_RULING").unavailableBecause;
      expect(await offered("zhou.lead")).toEqual({ code: "CONFLICT_OF_INTEREST" });
      expect(await offered("qian.lead")).toBeNull();
      expect((await zhou.tryTo("approveRuling", input)).extensions.code).toBe("CONFLICT_OF_INTEREST");
      expect((await zhou.tryTo("declineRuling", { ...input, reason: REASON })).extensions.code).toBe(
        "CONFLICT_OF_INTEREST",
      );
      await (await world.as("qian.lead")).do("declineRuling", { ...input, reason: REASON });
      expect(await theCase.look("rulingAwaitingApproval { id }")).toMatchObject({ rulingAwaitingApproval: null });
    });

    further("a recused lead decides no appeal", async () => {
      const theCase = await caseIn(world, "RULED");
      await theCase.do("li.na", "appealRuling", { ground: "WRONG_FACTS", text: "事实认定有误,交付时间不对。" });
      await theCase.answerAppeals();
      await theCase.do("zhou.lead", "recuse", { reason: "消费者是我的邻居。" });
      const input = { complaintId: theCase.id, outcome: "DISMISSED", reason: "原处理决定认定事实清楚。" };
      expect((await (await world.as("zhou.lead")).tryTo("decideAppeal", input)).message).toBe(
        messages["guard.recused"],
      );
      await (await world.as("qian.lead")).do("decideAppeal", input);
    });

    further("a recused lead neither stays nor resumes nor ends a case, nor takes one up again", async () => {
      const theCase = await caseIn(world, "ENFORCING");
      await theCase.ring("REMEDY_DUE");
      await theCase.do("zhou.lead", "recuse", { reason: "消费者是我的邻居。" });
      const turn = async (mutation: string, input: Record<string, unknown>) => {
        const { message } = await (await world.as("zhou.lead")).tryTo(mutation, { complaintId: theCase.id, ...input });
        expect([mutation, message]).toEqual([mutation, messages["guard.recused"]]);
        await theCase.do("qian.lead", mutation, input);
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

  further("commands of the desk on a version that is not the case's any more are refused", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    const { version } = await theCase.look();
    const chen = await world.as("chen.mod");
    const stale = { complaintId: theCase.id, expectedVersion: version - 1 };
    expect((await chen.tryTo("takeComplaint", stale)).extensions.code).toBe("STALE_VERSION");
    await chen.do("takeComplaint", { complaintId: theCase.id, expectedVersion: version });
  });
});
