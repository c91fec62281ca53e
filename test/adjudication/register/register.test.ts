/* oxlint-disable typescript/no-explicit-any -- answers are whatever the test selected */
import { createHash } from "node:crypto";
import { REASONS } from "../decisions/appealed-case";
import { caseIn, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { verifyChain } from "./verify-chain";

const ENTRY = `id number kind because at happenedAt content contentSha256 prevHash hash
  provider { id legalName } ruling { id status } penalty { id status } corrects { number } correctedBy { number }
  stated { providerName ruling { id outcome rules publicText finalAt reversedAt appealableUntil penalties { kind days reason } }
    penalty { kind cause rulingId days startsAt endsAt } lateness { clock dueAt caseSha256 } }`;
const REGISTER = `query ($first: Int! = 100, $after: String, $filter: RegisterFilter, $asOf: DateTime) {
  register(first: $first, after: $after, filter: $filter, asOf: $asOf) { nodes { ${ENTRY} } pageInfo { hasNextPage endCursor } } }`;

forEachDatabase((kind, further) => {
  let world: World;
  let theCase: WorldCase;
  /** When the case was ruled, an hour before the appeal was granted. */
  let ruledAt: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    theCase = await caseIn(world, "RULED");
    await world.projected();
    ruledAt = new Date(world.clock.now()).toISOString();
    await world.later(1);
    await theCase.do("wang.owner", "appealRuling", {
      ground: "WRONG_FACTS",
      text: "裁定认定的交付时间有误,应予撤销。",
    });
    await theCase.answerAppeals();
    await theCase.do("zhou.lead", "decideAppeal", {
      outcome: "GRANTED",
      reason: REASONS,
      replacement: await theCase.dismissal(),
    });
    await world.projected();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const page = async (variables: Record<string, unknown> = {}) =>
    (await world.visitor.ok(REGISTER, variables)).register;
  const entries = async (variables: Record<string, unknown> = {}) => (await page(variables)).nodes;
  const kinds = async (variables: Record<string, unknown> = {}) =>
    (await entries(variables)).map((entry: any) => entry.kind).reverse();
  const head = async (asOf?: string) =>
    (
      await world.visitor.ok(`query ($asOf: DateTime) { registerHead(asOf: $asOf) { number hash at cursor } }`, {
        asOf,
      })
    ).registerHead;

  further("rulings, penalties and what was taken back, numbered and in order, each as it was known then", async () => {
    expect(await kinds()).toEqual([
      "RULING",
      "PENALTY_STARTED",
      "REVERSAL",
      "RULING",
      "RULING_FINAL",
      "PENALTY_REVERSED",
    ]);
    const [ruling, started, reversal, next, final, reversed] = (await entries()).reverse();
    expect(ruling).toMatchObject({
      number: 1,
      correctedBy: { number: 3 },
      ruling: { status: "REVERSED" },
      stated: {
        providerName: ruling.provider.legalName,
        ruling: {
          outcome: "UPHELD",
          rules: ["DELIVERY-1"],
          publicText: "本案涉及交付时间的承诺。",
          finalAt: null,
          reversedAt: null,
          appealableUntil: expect.any(String),
          penalties: [{ kind: "WARNING", days: null, reason: "未按承诺时间交付" }],
        },
        penalty: null,
        lateness: null,
      },
    });
    expect(started).toMatchObject({
      penalty: { status: "REVERSED" },
      correctedBy: { number: 6 },
      stated: { ruling: null, penalty: { kind: "WARNING", cause: "RULING", rulingId: ruling.ruling.id } },
    });
    expect(started.stated.penalty.startsAt).toBe(started.happenedAt);
    expect(reversal).toMatchObject({ because: "APPEAL_GRANTED", corrects: { number: 1 } });
    expect(reversal.stated.ruling).toMatchObject({ outcome: "UPHELD", reversedAt: reversal.happenedAt });
    expect(next.stated.ruling).toMatchObject({ outcome: "DISMISSED", finalAt: null, penalties: [] });
    expect(final.stated.ruling).toMatchObject({ id: next.ruling.id, finalAt: final.happenedAt });
    expect(reversed.corrects).toEqual({ number: 2 });
    for (const { content } of await entries()) expect(content).not.toContain("李娜");
  });

  test("as of a date: the entries made by then, what stood then stands, and the chain ends there", async () => {
    const then = await entries({ asOf: ruledAt });
    expect(then.map(({ number, correctedBy }: any) => [number, correctedBy])).toEqual([
      [2, null],
      [1, null],
    ]);
    expect(await head(ruledAt)).toMatchObject({ number: 2, hash: then[0].hash, at: then[0].at });
    expect((await head()).number).toBeGreaterThanOrEqual(6);
    expect(await entries({ asOf: "2020-01-01T00:00:00Z" })).toEqual([]);
    expect(await head("2020-01-01T00:00:00Z")).toMatchObject({ number: 0, hash: "0".repeat(64), at: null });
    const at = { from: new Date(Date.parse(ruledAt) + 1).toISOString(), to: new Date(world.clock.now()).toISOString() };
    expect(await kinds({ filter: { at, kind: "RULING" } })).toEqual(["RULING"]);
    expect(await kinds({ filter: { at: { to: ruledAt } } })).toEqual(["RULING", "PENALTY_STARTED"]);
  });

  test("narrowed by provider, kind, rule and outcome, in pages, each at its address for good", async () => {
    const [first] = await entries({ filter: { kind: "REVERSAL" } });
    expect(await kinds({ filter: { kind: "REVERSAL", providerId: first.provider.id } })).toEqual(["REVERSAL"]);
    expect(await kinds({ filter: { providerId: "prv_00000000000000000000000000" } })).toEqual([]);
    expect(await kinds({ filter: { outcome: "DISMISSED" } })).toEqual(["RULING", "RULING_FINAL"]);
    expect(await kinds({ filter: { ruleCode: "DELIVERY-1", kind: "PENALTY_REVERSED" } })).toHaveLength(1);
    expect(await kinds({ filter: { ruleCode: "PRICE-1" } })).toEqual([]);

    const filter = { providerId: first.provider.id };
    const one = await page({ first: 4, filter });
    expect(one.pageInfo.hasNextPage).toBe(true);
    const two = await page({ first: 4, after: one.pageInfo.endCursor, filter });
    expect([...one.nodes, ...two.nodes].map(({ number }: any) => number)).toEqual([6, 5, 4, 3, 2, 1]);
    const other = { after: one.pageInfo.endCursor, filter, asOf: ruledAt };
    expect((await world.visitor.refused(REGISTER, other)).extensions.code).toBe("CURSOR_INVALID");

    const read = `query ($id: ID!) { registerEntry(id: $id) { number } }`;
    expect((await world.visitor.ok(read, { id: first.id })).registerEntry).toEqual({ number: 3 });
    for (const id of ["reg_1", first.ruling.id])
      expect((await world.visitor.ok(read, { id })).registerEntry).toBeNull();
  });

  test("what takes back a ruling that had become final, or a penalty that had ended, is told by each of their entries", async () => {
    const before = (await head()).number;
    const again = await caseIn(world, "RULED", {
      ruling: { penalties: [{ kind: "LISTING_FREEZE", days: 5, reason: "多次未按承诺交付" }] },
    });
    await world.projected();
    await again.ring("APPEAL_WINDOW");
    for (const remedyId of await again.remedies()) await again.do("li.na", "waiveRemedy", { remedyId });
    await world.later(24 * 16);
    await world.projected();
    const meanwhile = new Date(world.clock.now()).toISOString();
    await again.do("zhou.lead", "reopenComplaint", { reason: "出现新的证据,应重新审理。" });
    await again.do("chen.mod", "acceptComplaint", { leaseToken: await again.take() });
    await again.do("li.na", "closeEvidence");
    await again.do("wang.owner", "closeEvidence");
    const leaseToken = await again.take();
    await again.do("chen.mod", "issueRuling", { ...(await again.dismissal()), complaintId: again.id, leaseToken });
    await world.projected();

    const { ruling } = (await entries({ filter: { kind: "REVERSAL" } }))[0];
    // Points brought further penalties, with entries of their own.
    const told = (await entries()).filter(
      ({ number, stated }: any) =>
        number > before && (stated.ruling?.id === ruling.id || stated.penalty?.kind === "LISTING_FREEZE"),
    );
    const correction = (kind: string) => ({ number: told.find((entry: any) => entry.kind === kind)?.number });
    expect(told.map((entry: any) => [entry.kind, entry.correctedBy]).reverse()).toEqual([
      ["RULING", correction("REVERSAL")],
      ["PENALTY_STARTED", correction("PENALTY_REVERSED")],
      ["RULING_FINAL", correction("REVERSAL")],
      ["PENALTY_ENDED", correction("PENALTY_REVERSED")],
      ["REVERSAL", null],
      ["PENALTY_REVERSED", null],
    ]);
    for (const entry of await entries({ asOf: meanwhile, filter: { at: { from: ruledAt } } }))
      if (entry.number > before) expect([entry.kind, entry.correctedBy]).toEqual([entry.kind, null]);
  });

  further("a stranger can check the chain; one altered character, one entry less, and it breaks", async () => {
    const lines = (await entries({ first: 100 })).reverse().map(({ content, ...seal }: any) => ({
      ...seal,
      content: JSON.parse(content),
    }));
    const { hash, number } = await head();
    expect(lines).toHaveLength(number);
    expect(verifyChain(lines)).toEqual({ hash });
    const altered = structuredClone(lines);
    altered[2].content.ruling.publicText += "。";
    expect(verifyChain(altered)).toEqual({ broken: 3 });
    expect(verifyChain(lines.filter(({ content }: any) => content.number !== 2))).toEqual({ broken: 2 });
  });

  further("the platform's own lateness enters too, naming nobody", async () => {
    const before = (await head()).number;
    const submitted = await caseIn(world, "SUBMITTED");
    await submitted.ring("ADMISSIBILITY");
    await submitted.ring("ADMISSIBILITY_DEFAULT");
    const reviewed = await caseIn(world, "UNDER_REVIEW");
    await reviewed.ring("REVIEW");
    const appealed = await caseIn(world, "RULED");
    await appealed.do("wang.owner", "appealRuling", { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误。" });
    await appealed.ring("APPEAL_DECISION");
    await world.projected();
    const late = (await entries({ filter: { kind: "LATENESS" } })).reverse();
    expect(late.map(({ stated }: any) => stated.lateness.clock)).toEqual([
      "ADMISSIBILITY",
      "ADMISSIBILITY_DEFAULT",
      "REVIEW",
      "APPEAL_DECISION",
    ]);
    for (const { provider, ruling, number, stated, happenedAt } of late) {
      expect([provider, ruling, stated.providerName]).toEqual([null, null, null]);
      expect(number).toBeGreaterThan(before);
      expect(Date.parse(stated.lateness.dueAt)).toBeLessThan(Date.parse(happenedAt));
    }
    expect(late[2].stated.lateness.caseSha256).toBe(createHash("sha256").update(reviewed.id).digest("hex"));
    // An acceptance in time is none.
    await caseIn(world, "EVIDENCE");
    await world.projected();
    expect(await kinds({ filter: { kind: "LATENESS" } })).toHaveLength(4);
  });

  test("followed live by everybody, all of it or a part, each entry once and in order", async () => {
    const follow = `subscription ($filter: RegisterUpdateFilter) { registerUpdated(filter: $filter) {
      caughtUp entry { number kind ruling { reasoning } } } }`;
    const [all, penalties] = [
      world.visitor.follow(follow),
      world.visitor.follow(follow, { filter: { kind: "PENALTY_STARTED" } }),
    ];
    for (const stream of [all, penalties]) await stream.until(({ received }) => received[0]?.caughtUp === true);
    const { number, cursor: after } = await head();
    await caseIn(world, "RULED");
    await all.until(({ received }) => received.length >= 3);
    expect(all.received.slice(1, 3).map(({ entry }) => entry)).toEqual([
      { number: number + 1, kind: "RULING", ruling: { reasoning: null } },
      { number: number + 2, kind: "PENALTY_STARTED", ruling: { reasoning: null } },
    ]);
    await penalties.until(({ received }) => received.length >= 2);
    const resumed = world.visitor.follow(
      `subscription ($after: String) { registerUpdated(after: $after) { entry { number } } }`,
      { after },
    );
    await resumed.until(({ received }) => received.length >= 2);
    expect(resumed.received.slice(0, 2).map(({ entry }) => entry?.number)).toEqual([number + 1, number + 2]);
    expect(penalties.received[1].entry.number).toBe(number + 2);
    await world.visitor.hangUp();
  });

  further("public words that tell who the people are, or quote them, are refused and named", async () => {
    const ruled = await caseIn(world, "UNDER_REVIEW");
    const chen = await world.as("chen.mod");
    const input = { ...(await ruled.ruling()), leaseToken: await ruled.take() };
    const refusal = async (changes: object) => {
      const { message, extensions } = await chen.tryTo("issueRuling", { ...input, ...changes });
      return [extensions.code, extensions.field, message.replace(/^.*here: |\.$/g, "")];
    };
    expect(await refusal({ publicText: "李娜的投诉成立。" })).toEqual(["BAD_USER_INPUT", "input.publicText", "李娜"]);
    expect(await refusal({ publicText: "请致电 138 1234 5678。" })).toEqual([
      "BAD_USER_INPUT",
      "input.publicText",
      "138 1234 5678",
    ]);
    for (const found of ["李 娜", "李女士", "li.na", "文三路 123 号 2 幢 301 室", "0571-8888 8888"])
      expect(await refusal({ publicText: `投诉成立,见:${found}。` })).toEqual([
        "BAD_USER_INPUT",
        "input.publicText",
        found,
      ]);
    expect(await refusal({ penalties: [{ kind: "WARNING", reason: "负责人王强未履约" }] })).toEqual([
      "BAD_USER_INPUT",
      "input.penalties.0.reason",
      "王强",
    ]);
    const [code, field, message] = await refusal({ publicText: "消费者称“付款后五天才收到初稿”,属实。" });
    expect([code, field]).toEqual(["BAD_USER_INPUT", "input.publicText"]);
    expect(message).toContain("付款后五天才收到初稿");
    await chen.do("issueRuling", { ...input, publicText: "消费者与服务商各执一词,以交付记录为准。" });
  });
});
