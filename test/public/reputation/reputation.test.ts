import { APOLOGY, caseIn, openCase, placeOrder, ruleVersion } from "../../case/complaints/world-case";
import { Loaders } from "../../../src/platform/database/loaders";
import type { Events } from "../../../src/platform/database/event";
import { formulaAt } from "../../../src/public/reputation/formula.queries";
import { MEASURED, settledRates, settlesOften } from "../../../src/public/reputation/norms.queries";
import { ProviderReputation } from "../../../src/public/reputation/provider-reputation.entity";
import { placeOf, recompute } from "../../../src/public/reputation/reputation-ledger.queries";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { Order } from "../../../src/market/orders/order.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { newId } from "../../../src/platform/ids";
import { agedTo } from "../../../src/public/reputation/reputation-ledger.pure";
import { ReputationInput } from "../../../src/public/reputation/reputation-input.entity";
import { reputationProjection } from "../../../src/public/reputation/reputation.projection";
import { Course } from "../../../src/prevention/training/course.entity";
import { Enrolment } from "../../../src/prevention/training/enrolment.entity";
import { payOrderOver } from "../../adjudication/payments/paid-in";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";
import { DAY, FORMULA } from "./formula";
import { paidOrder, strangers } from "./paid-orders";

const FIELDS = `asOf score uncappedScore label cappedBy rankKey formulaVersion
  parts { orders faults faultRate keep answered solved verified }
  topCauses { ruleCode cases share }
  whatWouldChangeIt { kind count at scoreAfter difference text }
  inputs(first: 50) { nodes { id kind level part counts takesBack takenBackAt weight contribution effect at ruling { id } complaint { id } } }`;

forEachDatabase((kind, further) => {
  let world: World;
  let providerId: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    const { providers } = await world.visitor.ok(`{ providers { nodes { id } } }`);
    providerId = providers.nodes[0].id;
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const look = async (person: Person = world.visitor, asOf: number | null = null) => {
    await world.projected();
    const { provider } = await person.ok(
      `query ($id: ID!, $asOf: DateTime) { provider(id: $id) { reputation(asOf: $asOf) { ${FIELDS} } } }`,
      { id: providerId, asOf: asOf === null ? null : new Date(asOf).toISOString() },
    );
    return provider.reputation;
  };
  const kindsOf = ({ inputs }: { inputs: { nodes: { kind: string; takesBack: boolean }[] } }): string[] =>
    inputs.nodes.map((node) => `${node.takesBack ? "-" : ""}${node.kind}`);
  const kept = async (): Promise<ProviderReputation> => {
    const row = await world.db.findOne(ProviderReputation, { providerId });
    if (!row) throw new Error("the provider has no reputation");
    return row;
  };

  async function complete(consumer: string): Promise<void> {
    const { id: orderId } = await placeOrder(world, consumer);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
    await (await world.as(consumer)).do("completeOrder", { orderId }, "{ order { id } }");
    await payOrderOver(world, consumer, orderId);
  }

  /** Answers with how many statements it was taken in. */
  const takeIn = <T extends keyof Events>(type: T, streamId: string, data: Events[T]): Promise<number> =>
    world.db.transact(async (tx) => {
      const spies = (["query", "rows", "insert", "update", "execute"] as const).map((method) => jest.spyOn(tx, method));
      await reputationProjection.apply(
        tx,
        {
          type,
          streamId,
          data,
          actorRole: "CONSUMER",
          at: tx.now,
        } as Parameters<typeof reputationProjection.apply>[1],
        new Loaders(tx),
      );
      return spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    });

  /** Orders of so many others, completed and paid for just now. */
  async function completeByOthers(count: number): Promise<void> {
    for (const consumerId of await strangers(world, count)) {
      const orderId = newId(Order);
      await paidOrder(world, orderId, consumerId);
      await world.db.transact(async (tx) => {
        const provider = await tx.lock(Provider, providerId);
        if (provider)
          tx.record(provider, {
            type: "ORDER_COMPLETED",
            ...{ actorId: consumerId, actorRole: "CONSUMER", topics: [], audience: "PARTIES" },
            data: { orderId, consumerId, status: "COMPLETED" },
          });
      });
    }
  }

  further("the house rules say what the design says", async () => {
    expect(await formulaAt(world.db, world.clock.now())).toEqual(FORMULA);
  });

  test("is new until enough orders weigh, of which three count for each consumer, and tells when the score moves", async () => {
    expect(await look()).toMatchObject({ label: "NEW", score: null, rankKey: 0, parts: { orders: 0, faults: 0 } });
    const stream = world.visitor.follow(
      `subscription ($id: ID!) { providerUpdated(id: $id) { event { type data } } }`,
      { id: providerId },
    );
    await stream.until(({ received }) => received.length > 0);
    for (let time = 0; time < 4; time += 1) await complete("li.na");
    const few = await look();
    expect(few.inputs.nodes.map(({ counts }: { counts: boolean }) => counts)).toEqual([false, true, true, true]);
    expect(few).toMatchObject({ label: "NEW", score: null });
    // Each further one of a consumer half as much as the one before.
    expect(few.parts.orders).toBeCloseTo(1 + 0.5 + 0.25, 4);
    const [outlook] = few.whatWouldChangeIt;
    expect(outlook).toMatchObject({
      kind: "CLEAN_ORDERS",
      count: 20,
      scoreAfter: expect.any(Number),
      difference: null,
    });
    expect(outlook.text).toContain("20 more orders");

    await completeByOthers(3);
    expect((await look()).label).toBe("NEW");
    await completeByOthers(1);
    const rated = await look();
    expect(rated).toMatchObject({ label: "RATED", cappedBy: null, formulaVersion: 2 });
    expect(rated.score).toBeCloseTo(
      100 * (rated.parts.keep / 100) ** 0.5 * 0.8 ** 0.2 * 0.7 ** 0.2 * rated.parts.verified ** 0.1,
    );
    const row = await kept();
    expect(row.score).toBe(Math.round(rated.score * 100));
    expect(row.rankKey).toBe(Math.round(rated.rankKey * 1e6));
    await stream.untilEvent("REPUTATION_CHANGED");
    const told = stream.received.filter(({ event }) => event?.type === "REPUTATION_CHANGED");
    expect(told.map(({ event }) => event.data)).toEqual([{ score: (row.score ?? 0) / 100, before: null }]);
    await world.visitor.hangUp();
  });

  further(
    "every input explains its part; outsiders see the day and public rulings, insiders the moment and the case",
    async () => {
      const { parts, inputs, score } = await look();
      const nodes: { contribution: number; effect: number; at: string; weight: number; counts: boolean }[] =
        inputs.nodes;
      expect(nodes.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(parts.orders, 9);
      for (const { effect, counts, weight } of nodes) {
        expect(effect > 0).toBe(counts);
        expect(weight).toBeCloseTo(1, 3);
        expect(effect).toBeLessThan(score);
      }
      expect(nodes.every(({ at }) => at.endsWith("T00:00:00.000Z"))).toBe(true);
      const inside = await look(await world.as("zhao.staff"));
      expect(inside.inputs.nodes.some(({ at }: { at: string }) => at.endsWith("T00:00:00.000Z"))).toBe(false);
      expect(JSON.stringify(inside.inputs)).not.toMatch(/acc_|ord_/);
    },
  );

  further(
    "an answer in time, a settlement and the consumer's verdict count; reopening takes the settlement back",
    async () => {
      const theCase = await caseIn(world, "SETTLING", { ...APOLOGY, paid: true });
      expect(kindsOf(await look())[0]).toBe("ANSWERED");
      await theCase.do("wang.owner", "fileSettlementProof", { text: "已退款,单号 1" });
      await theCase.ring("SETTLEMENT_OBJECTION");
      const settled = await look();
      expect(settled.inputs.nodes[0]).toMatchObject({
        kind: "SETTLED",
        level: "L2",
        part: "FAULTS",
        ruling: null,
        complaint: null,
      });
      expect(settled.parts.faults).toBeCloseTo(0.15, 3);
      expect((await look(await world.as("li.na"))).inputs.nodes[0].complaint).toEqual({ id: theCase.id });
      expect(settled.parts.answered).toBeCloseTo(9 / 11, 3);

      await theCase.do("li.na", "giveVerdict", { verdict: "PARTLY_SOLVED", satisfaction: 3 });
      expect((await look()).parts.solved).toBeCloseTo(7.5 / 11, 3);
      await theCase.do("li.na", "reopenComplaint", { reason: "退款实际没有到账。" });
      const reopened = await look();
      expect(kindsOf(reopened).slice(0, 3)).toEqual(["-SETTLED", "PARTLY_SOLVED", "SETTLED"]);
      expect(reopened.inputs.nodes[2].takenBackAt).toEqual(expect.any(String));
      expect(reopened.parts.faults).toBeCloseTo(0, 9);
    },
  );

  further("a settlement that was taken back is none: not of its provider, nor of the market's usual rate", async () => {
    const now = world.clock.now();
    const formula = await formulaAt(world.db, now);
    const atTwo = { ...formula, settledOften: { ...formula.settledOften, cases: 2 } };
    expect(await settlesOften(world.db, { providerId, category: null }, now, atTwo)).toBe(false);
    expect((await settledRates(world.db, 0, 1)).get(MEASURED)).toBe(0);
  });

  test("who does not answer in time has not, whether told or escalated first; both count once", async () => {
    const before = await look();
    const silent = await openCase(world, { consumer: "tom", paid: true });
    await silent.ring("FIRST_RESPONSE");
    await silent.do("wang.owner", "refuseDemand", { reason: "我方已按约定交付。" });
    await silent.do("tom", "escalateComplaint");
    const after = await look();
    expect(after.inputs.nodes.length - before.inputs.nodes.length).toBe(1);
    expect(kindsOf(after)[0]).toBe("UNANSWERED");
    expect(after.parts.answered).toBeLessThan(before.parts.answered);

    const hasty = await openCase(world, { consumer: "tom", paid: true });
    await world.db.transact(async (tx) => {
      tx.execute("UPDATE complaint SET opened_at = ? WHERE id = ?", [tx.now - 3 * DAY, hasty.id]);
      tx.execute("UPDATE stage_record SET due_at = ? WHERE complaint_id = ?", [tx.now - DAY, hasty.id]);
    });
    await hasty.do("tom", "escalateComplaint");
    const both = await look();
    expect(both.inputs.nodes.length - after.inputs.nodes.length).toBe(1);
    expect(kindsOf(both)[0]).toBe("UNANSWERED");
  });

  further("whoever did not pay for the order moves neither what is answered nor what is solved", async () => {
    const before = await look();
    const rival = await openCase(world, { consumer: "tom" });
    await rival.do("wang.owner", "refuseDemand", { reason: "我方已按约定交付。" });
    await rival.do("tom", "withdrawComplaint");
    await rival.do("tom", "giveVerdict", { verdict: "NOT_SOLVED", satisfaction: 1 });
    await (await openCase(world, { consumer: "tom" })).ring("FIRST_RESPONSE");
    const after = await look();
    expect(after.inputs.nodes).toHaveLength(before.inputs.nodes.length);
    // Not closer: what has been weighs less with each second that the test takes.
    expect(after.parts.answered).toBeCloseTo(before.parts.answered, 4);
    expect(after.parts.solved).toBeCloseTo(before.parts.solved, 4);
  });

  test("of one consumer's cases three weigh, each half as much as the one before, and a verdict that changes keeps its weight", async () => {
    const [consumerId = ""] = await strangers(world, 1);
    const [like] = await world.db.find(Complaint, {}, "ORDER BY id LIMIT 1");
    if (!like) throw new Error("there is no case yet");
    for (let n = 0; n < 4; n += 1) {
      await paidOrder(world, `ord_talk_${n}`, consumerId);
      const id = `cmp_talk_${n}`;
      await world.db.transact(async (tx) =>
        tx.insert(Complaint, { ...like, id, number: null, consumerId, orderId: `ord_talk_${n}` }),
      );
    }
    const say = (n: number, verdict: "SOLVED" | "NOT_SOLVED") =>
      takeIn("VERDICT_GIVEN", `cmp_talk_${n}`, { verdict, satisfaction: 3, text: null });
    const before = (await kept()).totals;
    for (const n of [0, 1, 2, 3]) await say(n, "SOLVED");
    const after = (await kept()).totals;
    expect(after.judged - before.judged).toBeCloseTo(1 + 0.5 + 0.25, 4);
    await say(2, "NOT_SOLVED");
    await say(3, "NOT_SOLVED");
    const changed = (await kept()).totals;
    expect([changed.judged - before.judged, changed.solved - before.solved]).toEqual([
      expect.closeTo(1.75, 4),
      expect.closeTo(1.5, 4),
    ]);
  });

  further(
    "a final ruling counts, caps act while measures do, and a reversal takes it back, but not out of the past",
    async () => {
      const before = await look();
      const theCase = await caseIn(world, "RULED", {
        paid: true,
        ruling: { penalties: [{ kind: "LISTING_FREEZE", days: 10, reason: "多次未按承诺交付" }] },
      });
      const capped = await look();
      expect(kindsOf(capped)[0]).toBe("ANSWERED");
      expect(capped).toMatchObject({ cappedBy: "LISTING_FREEZE", score: 40 });
      expect(capped.uncappedScore).toBeGreaterThan(40);
      expect(capped.whatWouldChangeIt.at(-1)).toMatchObject({ kind: "MEASURE_ENDS", at: expect.any(String) });

      await theCase.ring("APPEAL_WINDOW");
      const upheld = await look();
      const { ruling } = await theCase.look("ruling { id }");
      expect(upheld.inputs.nodes[0]).toMatchObject({
        kind: "UPHELD",
        level: "L2",
        ruling: { id: ruling.id },
        complaint: null,
      });
      expect(upheld.inputs.nodes[0].effect).toBeLessThan(0);
      expect(upheld.topCauses).toEqual([{ ruleCode: "DELIVERY-1", cases: 1, share: expect.closeTo(1, 4) }]);
      expect(upheld.parts.faults).toBeCloseTo(0.6, 3);
      expect(upheld.rankKey).toBeLessThan(before.rankKey);
      const then = world.clock.now();

      for (const remedyId of await theCase.remedies()) await theCase.do("li.na", "waiveRemedy", { remedyId });
      await world.later(24 * 11);
      const freed = await look();
      expect(freed).toMatchObject({ cappedBy: null, score: freed.uncappedScore });
      await theCase.do("zhou.lead", "reopenComplaint", { reason: "出现新的证据,应重新审理。" });
      await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
      await theCase.do("li.na", "closeEvidence");
      await theCase.do("wang.owner", "closeEvidence");
      await theCase.do("chen.mod", "issueRuling", {
        ...(await theCase.dismissal()),
        complaintId: theCase.id,
        leaseToken: await theCase.take(),
      });
      const reversed = await look();
      expect(kindsOf(reversed)[0]).toBe("-UPHELD");
      expect(reversed.parts.faults).toBeCloseTo(0, 9);
      expect(reversed.topCauses).toEqual([]);

      const past = await look(world.visitor, then);
      expect(past).toMatchObject({ score: 40, cappedBy: "LISTING_FREEZE", topCauses: upheld.topCauses });
      expect(past.parts.faults).toBeCloseTo(upheld.parts.faults, 4);
      expect(past.uncappedScore).toBeCloseTo(upheld.uncappedScore, 4);
      expect(past.inputs.nodes[0]).toMatchObject({ kind: "UPHELD", takenBackAt: null });
      expect(await look(world.visitor, then - 400 * DAY)).toMatchObject({ label: "NEW", inputs: { nodes: [] } });
      expect(await look(world.visitor, Date.parse("0001-01-01"))).toMatchObject({ label: "NEW", score: null });
      const query = `query ($id: ID!, $at: DateTime) { provider(id: $id) { reputation(asOf: $at) { score } } }`;
      const { extensions } = await world.visitor.refused(query, { id: providerId, at: "2999-01-01T00:00:00Z" });
      expect(extensions.code).toBe("BAD_USER_INPUT");
    },
  );

  further(
    "what a ruling ordered and was not done makes the case graver; the preview said what the ruling would do",
    async () => {
      const theCase = await caseIn(world, "UNDER_REVIEW", { consumer: "tom" });
      const { score, parts } = await look();
      const { breaches } = await theCase.look("breaches { id }");
      const preview = async (result: string, penalties: object[] = []) => {
        const { penaltyPreview } = await (
          await world.as("chen.mod")
        ).ok(
          `query ($input: PenaltyPreviewInput!) { penaltyPreview(input: $input) { reputationAfter { before after cappedBy } } }`,
          {
            input: {
              complaintId: theCase.id,
              penalties,
              findings: [{ breachId: breaches[0].id, result, ruleVersionId: await ruleVersion(world, "DELIVERY-1") }],
            },
          },
        );
        return penaltyPreview.reputationAfter;
      };
      const harmless = await preview("NOT_PROVEN");
      expect(harmless.after).toBe(harmless.before);
      const upheld = await preview("BROKEN");
      expect(upheld.before).toBeCloseTo(score, 4);
      expect(upheld.after).toBeLessThan(upheld.before);
      expect(await preview("BROKEN", [{ kind: "LISTING_FREEZE", days: 5 }])).toMatchObject({
        after: 40,
        cappedBy: "LISTING_FREEZE",
      });

      await theCase.do("chen.mod", "issueRuling", {
        leaseToken: await theCase.take(),
        ...(await theCase.ruling({ penalties: [] })),
      });
      await theCase.ring("APPEAL_WINDOW");
      const final = await look();
      expect(final.uncappedScore).toBeCloseTo(upheld.after, 2);
      expect(final.parts.faults - parts.faults).toBeCloseTo(0.6, 3);
      await theCase.ring("REMEDY_DUE");
      const defaulted = await look();
      expect(kindsOf(defaulted).slice(0, 3)).toEqual(["UPHELD", "-UPHELD", "UPHELD"]);
      expect(defaulted.inputs.nodes[0].level).toBe("L3");
      expect(defaulted.parts.faults - parts.faults).toBeCloseTo(1, 3);
    },
  );

  test("verification and training weigh half each, as they were at the moment asked about", async () => {
    const assignedAt = world.clock.now();
    // As if the case before had brought no training.
    await world.db.transact(async (tx) => tx.execute("DELETE FROM enrolment"));
    const { parts } = await look();
    expect(parts.verified).toBe(0.5);
    await world.db.transact(async (tx) => {
      tx.insert(Course, { id: "crs_test", code: "test", createdAt: assignedAt });
      tx.insert(Enrolment, {
        ...{ id: "enr_test", providerId, courseId: "crs_test", reason: "MANDATORY", status: "PASSED" },
        ...{ assignedAt, dueAt: assignedAt + 30 * DAY, passedAt: assignedAt + DAY },
      });
    });
    // Neither is complete now; but nobody's V is nothing.
    expect((await look()).parts.verified).toBe(0.1);
    expect((await look()).whatWouldChangeIt.map(({ kind }: { kind: string }) => kind)).toContain("VERIFICATION");
    world.clock.advance(2 * DAY);
    expect((await look()).parts.verified).toBe(0.5);
    expect((await look(world.visitor, assignedAt + DAY / 2)).parts.verified).toBe(0.1);
    expect((await look(world.visitor, assignedAt - DAY)).parts.verified).toBe(0.5);
  });

  test("decay is written down once a day by the sweep", async () => {
    const before = await kept();
    await world.later(24 * 30);
    const after = await kept();
    expect(after.updatedAt - before.updatedAt).toBeGreaterThan(29 * DAY);
    expect(after.rankKey).toBeLessThan(before.rankKey);
    expect(after.refreshDueAt).toBe(after.updatedAt + DAY);
    expect((await look()).rankKey).toBeCloseTo(after.rankKey / 1e6, 5);
  });

  test("an event costs the same however long the history; kept and recounted agree after any, and under another formula", async () => {
    const [complaint] = await world.db.query<{ id: string }>("SELECT id FROM complaint ORDER BY id LIMIT 1");
    const complaintId = complaint?.id ?? "";
    const random = mulberry(7);
    const order = async (n: number) => {
      const consumerId = consumers[Math.floor(random() * consumers.length)] ?? "";
      await paidOrder(world, `ord_${n}`, consumerId);
      return takeIn("ORDER_COMPLETED", providerId, { orderId: `ord_${n}`, consumerId, status: "COMPLETED" });
    };
    const verdict = () =>
      takeIn("VERDICT_GIVEN", judged[Math.floor(random() * judged.length)] ?? "", {
        verdict: random() < 0.5 ? "SOLVED" : "NOT_SOLVED",
        satisfaction: 3,
        text: null,
      });
    const consumers = await strangers(world, 9);
    // Paid for, several of them by one consumer.
    const judged = [complaintId, "cmp_talk_0", "cmp_talk_1", "cmp_talk_2", "cmp_talk_3"];
    // A case taken over from elsewhere, settled there.
    const { inputs: lines } = await kept();
    await takeIn("COMPLAINT_SETTLED", complaintId, { from: "NEGOTIATING", to: "CLOSED" });
    expect((await kept()).inputs).toBe(lines);
    const first = await order(0);
    for (let n = 1; n < 150; n += 1) {
      world.clock.advance(Math.floor(random() * 3 * DAY));
      await (random() < 0.8 ? order(n) : verdict());
    }
    // One more when the ten seconds are over that house rules are remembered.
    expect(await order(150)).toBeLessThanOrEqual(first + 1);
    expect(first).toBeGreaterThan(5);
    expect(first).toBeLessThan(20);

    const agree = async (): Promise<void> => {
      const { totals, inputs } = await kept();
      const now = world.clock.now();
      const formula = await formulaAt(world.db, now);
      const lines = await world.db.find(ReputationInput, { providerId }, "ORDER BY number");
      expect(lines.map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
      expect(lines).toHaveLength(inputs);
      const wrong: string[] = [];
      const recounted = await recompute(world.db, providerId, formula, now, (line, place) => {
        if (placeOf(line) !== place) wrong.push(line.id);
      });
      expect(wrong).toEqual([]);
      const aged = agedTo(totals, now, formula);
      for (const [sum, value] of Object.entries(recounted))
        expect([sum, aged[sum as keyof typeof aged]]).toEqual([sum, expect.closeTo(value, 9)]);
    };
    await agree();
    const orders = (await kept()).totals.orders;

    await world.db.transact(async (tx) => {
      const rules = {
        "reputation.formula": { ...FORMULA, version: 3, halfLifeDays: 90 },
        "reputation.orders": { most: 1, days: 30 },
      };
      for (const [code, value] of Object.entries(rules))
        tx.execute("INSERT INTO policy_value (id, code, effective_from, value) VALUES (?, ?, ?, ?)", [
          `pol_${code.length}`,
          code,
          tx.now,
          JSON.stringify(value),
        ]);
    });
    world.clock.advance(3_600_000);
    const time = performance.now.bind(performance);
    jest.spyOn(performance, "now").mockImplementation(() => time() + 11_000); // house rules are read anew after ten seconds
    const fresh = await look();
    jest.restoreAllMocks();
    await order(151);
    expect(kindsOf(await look())[1]).toBe("FORMULA_CHANGED");
    await agree();
    // Of the time before that line the answer is the same, and is not counted out of the whole ledger again.
    const changed = await world.db.findOne(ReputationInput, { providerId, kind: "FORMULA_CHANGED" });
    const moment = (changed?.knownAt ?? 0) - 1;
    const asked = jest.spyOn(world.server.services.database, "ask");
    const meanwhile = await look(world.visitor, moment);
    const counting = asked.mock.calls.filter(
      ([sql]) => sql.includes("reputation_input t") && sql.includes("t.number > ?"),
    );
    asked.mockRestore();
    expect(counting).toEqual([]);
    expect(meanwhile.formulaVersion).toBe(3);
    const counted = await recompute(world.db, providerId, await formulaAt(world.db, moment), moment);
    expect(meanwhile.parts.orders).toBeCloseTo(counted.orders, 9);
    expect(meanwhile.inputs.nodes[0].kind).not.toBe("FORMULA_CHANGED");
    expect(fresh.formulaVersion).toBe(3);
    expect((await kept()).totals.orders).toBeLessThan(orders);
  });
});

/** Random numbers that are the same in every run. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
