import { HouseRules } from "../../../src/house-rules/house-rules";
import { DAY, HOUR, MINUTE } from "../../../src/platform/time";
import { caseIn, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { startNode, startWorld, type World } from "../../support/world";

const CHANGE = `{ change { id status effectiveFrom urgent reason endsAt announcedAt proposedAs decidedAs note withdrawnBecause
  rules { code meaning before { unit value } after { unit value } } availableActions { action unavailableBecause { code } } } }`;
const LIST = `query ($status: HouseRuleChangeStatus, $code: String) { houseRuleChanges(first: 50, status: $status, code: $code) {
  nodes { id status reason proposedAs proposedBy { displayName } decidedAs decidedBy { displayName } } } }`;
const REVIEW =
  "query ($at: DateTime) { houseRules(at: $at) { code numbers { value } since until history { numbers { value } since until change { id reason proposedAs decidedAs } } } }";

interface Rule {
  code: string;
  numbers: { value: number }[];
  since: string | null;
  until: string | null;
  history: { numbers: { value: number }[]; since: string | null; until: string | null; change: object | null }[];
}

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const until = (moment: number): Promise<void> => world.later((moment - world.clock.now()) / HOUR);
  const inDays = (days: number): string => new Date(world.clock.now() + days * DAY).toISOString();
  const rule = (code: string, unit: string, value: number) => ({ code, numbers: [{ unit, value }] });
  const review = (workingDays: number) => [rule("clock.REVIEW", "workingDays", workingDays)];
  const propose = async (rules: object[], more: object = {}, by = "admin") =>
    (
      await (
        await world.as(by)
      ).do("proposeHouseRuleChange", { rules, effectiveFrom: inDays(10), reason: "案件增多。", ...more }, CHANGE)
    ).change;
  const refused = async (rules: object[], more: object = {}, by = "admin") =>
    (
      await (
        await world.as(by)
      ).tryTo("proposeHouseRuleChange", { rules, effectiveFrom: inDays(10), reason: "案件增多。", ...more })
    ).extensions;
  const approve = async (changeId: string, by = "zhou.lead") =>
    (await (await world.as(by)).do("approveHouseRuleChange", { changeId, reason: "同意。" }, CHANGE)).change;
  const codeOf = async (by: string, mutation: string, input: Record<string, unknown>): Promise<string> =>
    (await (await world.as(by)).tryTo(mutation, input)).extensions.code;
  const approval = (by: string, changeId: string) => codeOf(by, "approveHouseRuleChange", { changeId });
  const reviewAt = async (at?: string): Promise<Rule | undefined> =>
    ((await world.visitor.ok(REVIEW, { at })).houseRules as Rule[]).find(({ code }) => code === "clock.REVIEW");
  const inForce = async (): Promise<number> =>
    (await HouseRules.inForce(world.db, world.clock.now())).number("clock.REVIEW", "workingDays");
  const inboxOf = async (login: string): Promise<{ type: string; text: string }[]> =>
    (await (await world.as(login)).ok("{ inbox { notices(first: 10) { nodes { type text } } } }")).inbox.notices.nodes;

  test("two persons change a number: announced to everyone, in force at its moment, with its history", async () => {
    const proposed = await propose(review(8));
    expect(proposed).toMatchObject({
      status: "PROPOSED",
      proposedAs: "ADMIN",
      announcedAt: null,
      rules: [
        {
          code: "clock.REVIEW",
          meaning: "the platform rules within",
          before: [{ unit: "workingDays", value: 10 }],
          after: [{ unit: "workingDays", value: 8 }],
        },
      ],
    });
    // Nobody outside reads of it yet, and nothing is decided.
    const asVisitor = "query ($id: ID!) { houseRuleChange(id: $id) { id } houseRuleChanges { nodes { id } } }";
    expect(await world.visitor.ok(asVisitor, { id: proposed.id })).toEqual({
      houseRuleChange: null,
      houseRuleChanges: { nodes: [] },
    });
    expect(await reviewAt()).toMatchObject({ until: null, history: [{ since: null, until: null, change: null }] });
    expect((await inboxOf("zhou.lead"))[0]).toMatchObject({ type: "HOUSE_RULES_PROPOSED" });
    expect((await inboxOf("admin")).map(({ type }) => type)).not.toContain("HOUSE_RULES_PROPOSED");

    const announced = await approve(proposed.id);
    expect(announced).toMatchObject({ status: "ANNOUNCED", decidedAs: "LEAD_MODERATOR", note: "同意。" });
    const from = proposed.effectiveFrom as string;
    const change = { id: proposed.id, reason: "案件增多。", proposedAs: "ADMIN", decidedAs: "LEAD_MODERATOR" };
    expect(await reviewAt()).toMatchObject({
      numbers: [{ value: 10 }],
      until: from,
      history: [
        { numbers: [{ value: 10 }], since: null, until: from, change: null },
        { numbers: [{ value: 8 }], since: from, until: null, change },
      ],
    });
    // The public reads in which role, not who.
    const listed = (await world.visitor.ok(LIST, { code: "clock.REVIEW" })).houseRuleChanges.nodes;
    expect(listed).toMatchObject([
      { id: proposed.id, status: "ANNOUNCED", proposedAs: "ADMIN", proposedBy: null, decidedBy: null },
    ]);
    expect((await (await world.as("sun.audit")).ok(LIST)).houseRuleChanges.nodes[0].decidedBy).not.toBeNull();
    expect((await inboxOf("chen.mod"))[0]).toMatchObject({ type: "HOUSE_RULES_ANNOUNCED" });
    expect((await inboxOf("li.na")).map(({ type }) => type)).not.toContain("HOUSE_RULES_ANNOUNCED");

    world.clock.advance(Date.parse(from) - world.clock.now() - 5_000);
    expect(await inForce()).toBe(10);
    world.clock.advance(5_000);
    expect(await inForce()).toBe(8);
    await world.later(0);
    expect((await world.visitor.ok(LIST, { status: "IN_FORCE" })).houseRuleChanges.nodes).toHaveLength(1);
    expect((await world.visitor.ok(LIST, { status: "ANNOUNCED" })).houseRuleChanges.nodes).toEqual([]);
    expect(await codeOf("admin", "withdrawHouseRuleChange", { changeId: proposed.id, reason: "误" })).toBe("TOO_LATE");
    // The next one begins from it.
    expect((await propose(review(12))).rules[0].before).toEqual([{ unit: "workingDays", value: 8 }]);
    const types = await world.db.query<{ type: string }>(
      "SELECT type FROM event_log WHERE stream_id = 'house-rules' ORDER BY seq",
    );
    expect(types.map(({ type }) => type)).toEqual([
      "HOUSE_RULES_PROPOSED",
      "HOUSE_RULES_ANNOUNCED",
      "HOUSE_RULES_PROPOSED",
    ]);
  });

  further(
    "who proposes it does not approve it, nor does anyone tied to them, too new, or without the role",
    async () => {
      const { id } = await propose(review(8));
      expect(await approval("admin", id)).toBe("SECOND_APPROVER_REQUIRED");
      for (const who of ["chen.mod", "sun.audit", "li.na", "wang.owner"])
        expect(await approval(who, id)).toBe("FORBIDDEN");
      expect(await approval("zhou.lead", "hrc_7zzzzzzzzzzzzzzzzzzzzzzzzz")).toBe("NOT_FOUND");

      // Made a lead for it a minute ago, by whoever proposed it, or by others.
      const roleFor = async (login: string): Promise<void> => {
        const { accountId } = await world.as(login);
        const { account } = await (
          await world.as("admin")
        ).do(
          "setAccountRoles",
          { accountId, roles: ["LEAD_MODERATOR"], reason: "x" },
          "{ account { proposedRoles { id } } }",
        );
        await (
          await world.as("qian.lead")
        ).do("approveRoleGrant", { roleGrantId: account.proposedRoles[0].id }, "{ clientMutationId }");
      };
      await roleFor("lin.train");
      expect(await approval("lin.train", id)).toBe("SECOND_APPROVER_REQUIRED");
      const he = await world.as("he.inspect");
      await world.setRoles({ accountId: he.accountId, roles: ["ADMIN"] });
      const { id: other } = await propose([rule("desk.hold", "days", 20)], {}, "he.inspect");
      expect(await approval("lin.train", other)).toBe("NOT_YET");
      await world.later(25);
      expect((await approve(other, "lin.train")).status).toBe("ANNOUNCED");

      // Suspended in between: neither their token nor their proposal counts.
      const qian = await world.as("qian.lead");
      await (
        await world.as("admin")
      ).do("suspendAccount", { accountId: qian.accountId, reason: "x" }, "{ account { id } }");
      expect((await qian.tryTo("approveHouseRuleChange", { changeId: id })).extensions.code).toBe("UNAUTHENTICATED");
      const { id: third } = await propose([rule("desk.lease", "minutes", 40)], {}, "he.inspect");
      await world.setRoles({ accountId: he.accountId, roles: ["INSPECTOR"] });
      expect(await approval("zhou.lead", third)).toBe("NOT_IN_THIS_STATE");
    },
  );

  test("each is decided once, whoever is first", async () => {
    const { id } = await propose(review(8));
    const tries = await Promise.all(
      ["zhou.lead", "qian.lead", "zhou.lead", "qian.lead"].map(async (who, index) => {
        const [mutation, type] =
          index < 3 ? ["approveHouseRuleChange", "Approve"] : ["declineHouseRuleChange", "Decline"];
        const { errors } = await (
          await world.as(who)
        ).gql(`mutation ($input: ${type}HouseRuleChangeInput!) { ${mutation}(input: $input) { change { id } } }`, {
          input: { changeId: id, reason: "意见" },
        });
        return errors?.[0]?.extensions.code ?? "yes";
      }),
    );
    expect(tries.sort()).toEqual(["NOT_IN_THIS_STATE", "NOT_IN_THIS_STATE", "NOT_IN_THIS_STATE", "yes"]);
    for (const mutation of ["approveHouseRuleChange", "declineHouseRuleChange"])
      expect(await codeOf("zhou.lead", mutation, { changeId: id, reason: "x" })).toBe("NOT_IN_THIS_STATE");
    const values = await world.db.query("SELECT id FROM policy_value WHERE code = 'clock.REVIEW'");
    const [row] = await world.db.query<{ state: string }>("SELECT state FROM house_rule_change");
    expect([values.length, row?.state]).toEqual(row?.state === "ANNOUNCED" ? [2, "ANNOUNCED"] : [1, "DECLINED"]);
  });

  test("of two who propose for one rule at once one does; the other is told which is pending", async () => {
    const zhou = await world.as("zhou.lead");
    await world.setRoles({ accountId: zhou.accountId, roles: ["ADMIN", "LEAD_MODERATOR"] });
    const input = { rules: review(8), effectiveFrom: inDays(10), reason: "x" };
    const done = await Promise.all(
      ["admin", "zhou.lead", "admin"].map(async (who) => {
        const { errors, data } = await (
          await world.as(who)
        ).gql(`mutation ($input: ProposeHouseRuleChangeInput!) { proposeHouseRuleChange(input: $input) ${CHANGE} }`, {
          input,
        });
        return {
          code: errors?.[0]?.extensions.code ?? "yes",
          id: data?.proposeHouseRuleChange?.change.id,
          ...errors?.[0],
        };
      }),
    );
    expect(done.map(({ code }) => code).sort()).toEqual(["ALREADY_EXISTS", "ALREADY_EXISTS", "yes"]);
    const id = done.find(({ code }) => code === "yes")?.id as string;
    const extensions = await refused([rule("desk.hold", "days", 20), ...review(9)], { effectiveFrom: inDays(20) });
    expect(extensions).toMatchObject({ code: "ALREADY_EXISTS", existingId: id, field: "input.rules.1.code" });
  });

  further("withdrawn before its moment, announced or not, it never comes into force", async () => {
    const first = await propose(review(8));
    const withdraw = (changeId: string, by = "admin") =>
      codeOf(by, "withdrawHouseRuleChange", { changeId, reason: "有误" }).catch(() => "done");
    expect(await withdraw(first.id, "zhou.lead")).toBe("FORBIDDEN");
    const admin = await world.as("admin");
    const { change } = await admin.do("withdrawHouseRuleChange", { changeId: first.id, reason: "有误" }, CHANGE);
    expect(change).toMatchObject({ status: "WITHDRAWN", withdrawnBecause: "有误", announcedAt: null });
    expect(await approval("zhou.lead", first.id)).toBe("NOT_IN_THIS_STATE");

    const second = await propose(review(8));
    await approve(second.id);
    await until(Date.parse(second.effectiveFrom) - 2 * MINUTE);
    await (await world.as("admin")).do("withdrawHouseRuleChange", { changeId: second.id, reason: "有误" }, CHANGE);
    await world.later(1);
    expect(await inForce()).toBe(10);
    expect(await reviewAt()).toMatchObject({ until: null, history: [{ until: null }] });
    // That it was announced is not undone.
    expect((await world.visitor.ok(LIST)).houseRuleChanges.nodes).toMatchObject([
      { id: second.id, status: "WITHDRAWN" },
    ]);
    // Free again, also for the same moment.
    expect((await propose(review(8))).status).toBe("PROPOSED");
  });

  test("from a minute before its moment on, while nodes may know different things, it stays", async () => {
    const { id, effectiveFrom } = await propose(review(8));
    await approve(id);
    await until(Date.parse(effectiveFrom) - MINUTE);
    expect(await codeOf("admin", "withdrawHouseRuleChange", { changeId: id, reason: "误" })).toBe("TOO_LATE");
  });

  further("a proposal that nobody decides lapses when its notice would be too short", async () => {
    const { id, endsAt, effectiveFrom } = await propose(review(8));
    expect(Date.parse(endsAt as string)).toBe(Date.parse(effectiveFrom as string) - 7 * DAY);
    world.clock.advance(3 * DAY);
    expect(await approval("zhou.lead", id)).toBe("TOO_LATE");
    await world.later(0);
    expect(await approval("zhou.lead", id)).toBe("NOT_IN_THIS_STATE");
    expect((await inboxOf("admin"))[0]).toMatchObject({ type: "HOUSE_RULES_LAPSED" });
    expect((await propose(review(8))).status).toBe("PROPOSED");
    // Nobody has more than a week, however far ahead it is.
    const far = await propose([rule("desk.hold", "days", 20)], { effectiveFrom: inDays(100) });
    expect(Math.abs(Date.parse(far.endsAt as string) - world.clock.now() - 7 * DAY)).toBeLessThan(MINUTE);
  });

  further("bad input is refused with its field", async () => {
    const field = async (rules: object[], more?: object): Promise<unknown[]> => {
      const { code, field: at } = await refused(rules, more);
      return [code, at];
    };
    expect(await field([rule("clock.NEVER", "days", 3)])).toEqual(["BAD_USER_INPUT", "input.rules.0.code"]);
    expect(await field([rule("toString", "days", 3)])).toEqual(["BAD_USER_INPUT", "input.rules.0.code"]);
    expect(await field([rule("clock.REVIEW", "days", 3)])).toEqual(["BAD_USER_INPUT", "input.rules.0.numbers.0.unit"]);
    expect(await field(review(0))).toEqual(["BAD_USER_INPUT", "input.rules.0.numbers.0.value"]);
    expect(await field(review(1.5))).toEqual(["BAD_USER_INPUT", "input.rules.0.numbers.0.value"]);
    expect(await field(review(10))).toEqual(["BAD_USER_INPUT", "input.rules.0.code"]);
    expect(await field([...review(8), ...review(9)])).toEqual(["BAD_USER_INPUT", "input.rules.1.code"]);
    expect(await field([])).toEqual(["BAD_USER_INPUT", "input.rules"]);
    for (const days of [-1, 0, 6.9, 7])
      expect(await field(review(8), { effectiveFrom: inDays(days) })).toEqual([
        "BAD_USER_INPUT",
        "input.effectiveFrom",
      ]);
    expect(await field(review(8), { urgent: true })).toEqual(["BAD_USER_INPUT", "input.urgent"]);
    const both = await refused([rule("clock.NEVER", "days", 3), ...review(0)]);
    expect(both.problems).toHaveLength(2);
    expect(await refused(review(8), {}, "zhou.lead")).toMatchObject({ code: "FORBIDDEN" });
    expect(await world.db.query("SELECT id FROM house_rule_change")).toEqual([]);
  });

  further("what protects sign-in may be urgent, with an hour's notice", async () => {
    const session = [rule("factor.guesses", "wrongCodes", 5)];
    expect(await refused(session, { urgent: true, effectiveFrom: inDays(1 / 24) })).toMatchObject({
      field: "input.effectiveFrom",
    });
    const { id } = await propose(session, { urgent: true, effectiveFrom: inDays(3 / 24) });
    await approve(id);
    world.clock.advance(3 * HOUR);
    expect((await HouseRules.inForce(world.db, world.clock.now())).number("factor.guesses", "wrongCodes")).toBe(5);
  });

  further(
    "what can never be met is refused when it is proposed, also when only together with what is pending",
    async () => {
      // Three leads, of whom one may have approved the ruling: three approvals are never given.
      expect(await refused([rule("approvals.TERMINATION", "people", 3)])).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.rules",
      });
      // They are where that one may approve the penalty too, once this is decided, and from then on.
      const three = [rule("approvals.TERMINATION", "people", 3)];
      const exclusion = await propose([rule("approvals.exclusion", "leads", 4)], { effectiveFrom: inDays(12) });
      expect(await refused(three, { effectiveFrom: inDays(20) })).toMatchObject({ code: "BAD_USER_INPUT" });
      await approve(exclusion.id);
      expect(await refused(three, { effectiveFrom: inDays(11) })).toMatchObject({ code: "BAD_USER_INPUT" });
      const second = await propose(three, { effectiveFrom: inDays(20) });
      await approve(second.id);
      // The second rests on the first.
      const withdrawal = { changeId: exclusion.id, reason: "x" };
      expect(await codeOf("admin", "withdrawHouseRuleChange", withdrawal)).toBe("BAD_USER_INPUT");
      // Two that are only proposed: each fits alone, not both.
      await propose([rule("clock.FIRST_RESPONSE", "hours", 70)], { effectiveFrom: inDays(30) });
      expect(
        await refused([rule("clock.FIRST_RESPONSE_GRACE", "hours", 60)], { effectiveFrom: inDays(10) }),
      ).toMatchObject({ code: "BAD_USER_INPUT", field: "input.rules" });
      await propose([rule("clock.FIRST_RESPONSE_GRACE", "hours", 70)], { effectiveFrom: inDays(10) });
    },
  );

  test("what was decided meanwhile counts when the second person agrees", async () => {
    const { id } = await propose([rule("houseRules.notice", "days", 30), rule("desk.hold", "days", 20)], {
      effectiveFrom: inDays(8),
    });
    await approve(id);
    await world.later(5 * 24);
    const late = await propose(review(8), { effectiveFrom: inDays(20) });
    await world.later(3 * 24 + 1);
    // Thirty days' notice are the rule now.
    expect(await approval("zhou.lead", late.id)).toBe("TOO_LATE");
  });

  test("another node, which read before, has the new value at its moment", async () => {
    await using node = await startNode(world, {}, { clock: world.clock });
    const there = async (): Promise<number> =>
      (await HouseRules.inForce(node.services.database, world.clock.now())).number("factor.guesses", "wrongCodes");
    expect(await there()).toBe(10);
    const from = world.clock.now() + 3 * HOUR;
    const { id } = await propose([rule("factor.guesses", "wrongCodes", 5)], {
      urgent: true,
      effectiveFrom: new Date(from).toISOString(),
    });
    await approve(id);
    const later = async (): Promise<number> =>
      (await HouseRules.inForce(node.services.database, from)).number("factor.guesses", "wrongCodes");
    await eventually(async () => expect(await later()).toBe(5));
    expect(await there()).toBe(10);
    await until(from);
    expect(await there()).toBe(5);

    // It hears of what is withdrawn, too.
    const more = { effectiveFrom: inDays(12) };
    const second = await propose(review(8), more);
    await approve(second.id);
    const reviewThere = async (): Promise<number> =>
      (await HouseRules.inForce(node.services.database, world.clock.now() + 13 * DAY)).number(
        "clock.REVIEW",
        "workingDays",
      );
    await eventually(async () => expect(await reviewThere()).toBe(8));
    await (await world.as("admin")).do("withdrawHouseRuleChange", { changeId: second.id, reason: "有误" }, CHANGE);
    await eventually(async () => expect(await reviewThere()).toBe(10));
  });

  test("times that run keep the length they began with, and those that begin later have the new one", async () => {
    const effectiveFrom = new Date(world.clock.now() + 8 * DAY).toISOString();
    const changed = await propose(
      [
        rule("escalation.opens", "hours", 240),
        rule("clock.FIRST_RESPONSE", "hours", 230),
        rule("clock.FIRST_RESPONSE_GRACE", "hours", 235),
        rule("clock.NEGOTIATION", "days", 11),
        rule("filing.window", "days", 300),
        rule("clock.OFFER_EXPIRY", "hours", 100),
      ],
      { effectiveFrom },
    );
    await approve(changed.id);
    const seen = async (theCase: WorldCase) => {
      const consumer = await theCase.consumer;
      const { availableActions, openedAt } = await theCase.look(
        "openedAt availableActions { action unavailableBecause { availableAt } }",
        consumer,
      );
      const { order } = await consumer.ok("query ($id: ID!) { order(id: $id) { placedAt complainableUntil } }", {
        id: theCase.orderId,
      });
      const { availableAt } = availableActions.find(({ action }: { action: string }) => action === "ESCALATE")
        .unavailableBecause as { availableAt: string };
      return {
        escalatesAfter: (Date.parse(availableAt) - Date.parse(openedAt)) / HOUR,
        // About retaliation it begins anew with the case, which was opened some milliseconds after the order was placed.
        fileableFor: Math.floor((Date.parse(order.complainableUntil) - Date.parse(order.placedAt)) / DAY),
      };
    };
    // Opened an hour before.
    await world.later(8 * 24 - 1);
    const old = await caseIn(world, "NEGOTIATING");
    expect(await seen(old)).toEqual({ escalatesAfter: 48, fileableFor: 180 });
    const timers = await world.db.query("SELECT clock, due_at FROM case_timer ORDER BY id");
    await world.later(2);
    expect(await seen(old)).toEqual({ escalatesAfter: 48, fileableFor: 180 });
    expect(await world.db.query("SELECT clock, due_at FROM case_timer ORDER BY id")).toEqual(timers);
    expect(await seen(await caseIn(world, "NEGOTIATING", { consumer: "tom" }))).toEqual({
      escalatesAfter: 230,
      fileableFor: 300,
    });
  });
});
