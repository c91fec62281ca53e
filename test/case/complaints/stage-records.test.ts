import fc from "fast-check";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { JUDGED_BY, PUT_OFF, slaOf } from "../../../src/case/complaints/stage-record.pure";
import { StageRecord } from "../../../src/case/complaints/stage-record.entity";
import { forEachDatabase } from "../../support/databases";
import { signIn, startWorld, type World } from "../../support/world";
import { untiled } from "./stage-tiles";
import { caseIn, openCase, type WorldCase } from "./world-case";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe("whether a stage's clock was met", () => {
  const submitted = { stage: "SUBMITTED", dueAt: 100, lateAt: null, leftAt: null, leftBy: null } as const;

  test.each([
    ["its clock runs", submitted, 100, 50, "RUNNING"],
    ["its clock has run out, and no sweep has come yet", submitted, 100, 100, "MISSED"],
    ["what it asks for was done", submitted, null, 50, "HIT"],
    ["its clock was given more time", submitted, 300, 200, "RUNNING"],
    ["it was late", { ...submitted, lateAt: 100 }, null, 150, "MISSED"],
    ["it was left in time", { ...submitted, leftAt: 90, leftBy: "ACCEPT" as const }, null, 150, "HIT"],
    [
      "it was late and is left",
      { ...submitted, lateAt: 100, leftAt: 120, leftBy: "ACCEPT" as const },
      null,
      150,
      "MISSED",
    ],
    [
      "its clock goes on later",
      { ...submitted, leftAt: 90, leftBy: "REQUEST_INFORMATION" as const },
      null,
      150,
      "NONE",
    ],
    [
      "its clock had run out before it was put off",
      { ...submitted, lateAt: 80, leftAt: 90, leftBy: "STAY" as const },
      null,
      150,
      "MISSED",
    ],
    ["nobody is judged by it", { ...submitted, stage: "EVIDENCE", dueAt: null } as const, null, 50, "NONE"],
  ])("%s", (_, record, clockDueAt, now, sla) => {
    expect(slaOf(record, clockDueAt, now)).toBe(sla);
  });

  test("the arrows that put a stage's clock off are the pauses, and nothing else", () => {
    const stays = Object.entries(JUDGED_BY)
      .filter(([stage, clock]) => clock !== null && !["NEGOTIATING", "SETTLING"].includes(stage))
      .map(([stage]) => ({ stage, action: "STAY" }));
    const others = [
      { stage: "SUBMITTED", action: "REQUEST_INFORMATION" },
      { stage: "UNDER_REVIEW", action: "REQUEST_EVIDENCE" },
    ];
    const byName = (a: { stage: string; action: string }, b: typeof a): number =>
      `${a.stage} ${a.action}`.localeCompare(`${b.stage} ${b.action}`);
    expect([...PUT_OFF].sort(byName)).toEqual([...stays, ...others].sort(byName));
  });
});

interface Stage {
  stage: string;
  enteredAt: string;
  dueAt: string | null;
  leftAt: string | null;
  leftBy: string | null;
  sla: string;
  handlingMinutes: number | null;
}

const stagesOf = async (theCase: WorldCase): Promise<Stage[]> =>
  (await theCase.look("stages { stage enteredAt dueAt leftAt leftBy sla handlingMinutes }")).stages;
const brief = (stages: Stage[]) => stages.map(({ stage, leftBy, sla }) => [stage, leftBy, sla]);

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const allTile = async (): Promise<void> => {
    const records = await world.db.find(StageRecord, {});
    expect((await world.db.find(Complaint, {})).flatMap((complaint) => untiled(complaint, records))).toEqual([]);
  };

  test("a whole case: each state it was in, what left it, and that its clock was met; seen by both sides, not by strangers", async () => {
    const theCase = await caseIn(world, "CLOSED");
    const stages = await stagesOf(theCase);
    expect(brief(stages)).toEqual([
      ["NEGOTIATING", "ESCALATE", "HIT"],
      ["SUBMITTED", "ACCEPT", "HIT"],
      ["EVIDENCE", "END_EVIDENCE_EARLY", "NONE"],
      ["UNDER_REVIEW", "ISSUE_RULING", "HIT"],
      ["RULED", "ENFORCE", "NONE"],
      ["ENFORCING", "CLOSE_REMEDIED", "HIT"],
    ]);
    expect(stages.map(({ dueAt }) => dueAt !== null)).toEqual([true, true, false, true, false, true]);
    for (const login of ["li.na", "zhao.staff"])
      expect((await theCase.look("stages { stage }", await world.as(login))).stages).toHaveLength(6);
    expect(await theCase.look("stages { stage }", await world.as("tom"))).toBeNull();
    await allTile();
  });

  further(
    "handling time runs from entering to leaving, in whole minutes; the state the case is in has none yet",
    async () => {
      const theCase = await openCase(world);
      await world.later(1.51);
      await theCase.do("wang.owner", "refuseDemand", { reason: "不同意" });
      await theCase.do("li.na", "escalateComplaint");
      const [negotiating, submitted] = await stagesOf(theCase);
      expect(negotiating).toMatchObject({ leftBy: "ESCALATE", handlingMinutes: 90 });
      expect(submitted).toMatchObject({ leftAt: null, leftBy: null, handlingMinutes: null, sla: "RUNNING" });
      expect(negotiating?.leftAt).toBe(submitted?.enteredAt);
    },
  );

  test("a provider who answers has met its clock at once, though the negotiation goes on", async () => {
    const theCase = await openCase(world);
    await theCase.do("wang.owner", "sendMessage", { text: "在查" });
    expect(brief(await stagesOf(theCase))).toEqual([["NEGOTIATING", null, "RUNNING"]]);
    await theCase.offer();
    expect(brief(await stagesOf(theCase))).toEqual([["NEGOTIATING", null, "HIT"]]);
    await world.later(60);
    expect(brief(await stagesOf(theCase))).toEqual([["NEGOTIATING", null, "HIT"]]);
  });

  test("a silent provider, then a silent platform: both are late, each at the time its clock ran out", async () => {
    const theCase = await openCase(world);
    await world.later(49);
    expect(brief(await stagesOf(theCase))).toEqual([["NEGOTIATING", null, "MISSED"]]);
    await world.later(24);
    await world.later(24 * 21);
    expect(brief(await stagesOf(theCase)).slice(0, 2)).toEqual([
      ["NEGOTIATING", "ESCALATE_UNANSWERED", "MISSED"],
      ["SUBMITTED", "ACCEPT_BY_SILENCE", "MISSED"],
    ]);
    const records = await world.db.find(StageRecord, { complaintId: theCase.id }, "ORDER BY number LIMIT 2");
    expect(records.map(({ lateAt }) => lateAt)).toEqual(records.map(({ dueAt }) => dueAt));
    expect(records.every(({ lateAt }) => lateAt !== null)).toBe(true);
    await allTile();
  });

  test("who acts after the deadline, before any sweep has noticed, is late all the same", async () => {
    const [late, settling] = [await openCase(world), await caseIn(world, "SETTLING", { consumer: "tom" })];
    // The wait for the first answer does not end the negotiation, so the provider may still answer; that is no answer in time.
    world.clock.advance(50 * 60 * MINUTE);
    const again = await signIn(world.url, "wang.owner");
    await again.do("refuseDemand", { complaintId: late.id, reason: "来晚了" });
    const [record] = await world.db.find(StageRecord, { complaintId: late.id });
    expect(record?.lateAt).toBe(record?.dueAt);
    await world.later(24 * 8);
    expect(brief(await stagesOf(settling))[1]).toEqual(["SETTLING", "SETTLEMENT_DEFAULTS", "MISSED"]);
    await allTile();
  });

  further(
    "asking for information puts the platform's clock off: the wait is a stage of its own, and the rest of the time goes on in a new one",
    async () => {
      const theCase = await caseIn(world, "INFO_REQUESTED");
      await theCase.do("li.na", "supplyInformation", { text: "付款截图" });
      const stages = await stagesOf(theCase);
      expect(brief(stages)).toEqual([
        ["NEGOTIATING", "ESCALATE", "HIT"],
        ["SUBMITTED", "REQUEST_INFORMATION", "NONE"],
        ["INFO_REQUESTED", "SUPPLY_INFORMATION", "HIT"],
        ["SUBMITTED", null, "RUNNING"],
      ]);
      const timer = await world.db.findOne(CaseTimer, { complaintId: theCase.id, clock: "ADMISSIBILITY" });
      expect(Date.parse(stages[3]?.dueAt ?? "")).toBe(timer?.dueAt);
      await allTile();
    },
  );

  test("a stay is a stage; a reopened case goes on with the next number", async () => {
    const stayed = await caseIn(world, "EVIDENCE");
    await stayed.do("zhou.lead", "stayComplaint", { ground: "FORCE_MAJEURE", reason: "台风停工,双方无法提交材料" });
    await stayed.do("zhou.lead", "resumeComplaint", { reason: "台风已过,双方恢复提交材料" });
    expect(brief(await stagesOf(stayed)).slice(2)).toEqual([
      ["EVIDENCE", "STAY", "NONE"],
      ["STAYED", "RESUME", "NONE"],
      ["EVIDENCE", null, "NONE"],
    ]);
    const reopened = await openCase(world, { consumer: "tom" });
    await reopened.offer("wang.owner", { amount: 100_000 });
    await world.later(24 * 8);
    await world.later(24);
    await reopened.do("tom", "reopenComplaint", { reason: "并未解决,请平台处理" });
    expect(brief(await stagesOf(reopened))).toEqual([
      ["NEGOTIATING", "EXPIRE_CONSUMER_SILENT", "HIT"],
      ["SUBMITTED", null, "RUNNING"],
    ]);
    await allTile();
  });

  further("an event that leaves the case in its state in time writes no record", async () => {
    const theCase = await openCase(world);
    const before = await world.db.find(StageRecord, {});
    await theCase.do("wang.owner", "sendMessage", { text: "在查" });
    await theCase.do("li.na", "sendMessage", { text: "好的" });
    expect(await world.db.find(StageRecord, {})).toEqual(before);
  });

  test("whatever happens to a case, its records tile its time without gap or overlap", async () => {
    const steps: Record<string, (theCase: WorldCase) => Promise<unknown>> = {
      later: () => world.later(30),
      longer: () => world.later(24 * 9),
      answer: (theCase) => theCase.do("wang.owner", "giveFinalAnswer", { answer: "EXPLANATION", text: "已按约交付" }),
      refuse: (theCase) => theCase.do("wang.owner", "refuseDemand", { reason: "不同意" }),
      settle: async (theCase) => theCase.do("li.na", "acceptOffer", { offerId: await theCase.offer() }),
      prove: (theCase) => theCase.do("wang.owner", "fileSettlementProof", { text: "退款单" }),
      contest: (theCase) => theCase.do("li.na", "contestSettlement", { reason: "没有收到" }),
      escalate: (theCase) => theCase.do("li.na", "escalateComplaint"),
      ask: async (theCase) =>
        theCase.do("chen.mod", "requestInformation", {
          leaseToken: await theCase.take(),
          text: "请补充付款记录和沟通截图。",
        }),
      supply: (theCase) => theCase.do("li.na", "supplyInformation", { text: "截图" }),
      accept: async (theCase) => theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() }),
      close: (theCase) => theCase.do("li.na", "closeEvidence"),
      closeToo: (theCase) => theCase.do("wang.owner", "closeEvidence"),
      request: async (theCase) =>
        theCase.do("chen.mod", "requestEvidence", {
          leaseToken: await theCase.take(),
          addressedTo: "PROVIDER",
          text: "请补充交付记录和工作日志。",
        }),
      withdraw: (theCase) => theCase.do("li.na", "withdrawComplaint"),
      stay: (theCase) =>
        theCase.do("zhou.lead", "stayComplaint", { ground: "FORCE_MAJEURE", reason: "台风停工,双方无法提交材料" }),
      resume: (theCase) => theCase.do("zhou.lead", "resumeComplaint", { reason: "台风已过,双方恢复提交材料" }),
      reopen: (theCase) => theCase.do("zhou.lead", "reopenComplaint", { reason: "发现了新的情况,需要重新处理" }),
    };
    const ids: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.constantFrom(...Object.keys(steps)), { minLength: 8, maxLength: 16 }),
        async (grave, names) => {
          const theCase = await openCase(world, { opening: { breachClass: grave ? "FRAUD" : "ORDINARY" } });
          ids.push(theCase.id);
          for (const name of names) {
            // What the table does not allow now is refused; that must leave no trace either.
            await steps[name]?.(theCase).catch((error: Error) => {
              if (/INTERNAL_SERVER_ERROR|BAD_USER_INPUT/.test(error.message)) throw error;
            });
            await allTile();
          }
        },
      ),
      // Walks in which nothing moves would prove nothing: in the first, much does.
      {
        numRuns: 4,
        endOnFailure: true,
        examples: [[false, ["refuse", "escalate", "accept", "close", "closeToo", "stay"]]],
      },
    );
    const records = await world.db.find(StageRecord, { complaintId: ids });
    expect(new Set(records.map(({ leftBy }) => leftBy)).size).toBeGreaterThan(3);
  });

  describe("the figures of a period", () => {
    const figures = async (login: string, from: number, to: number) =>
      (await world.as(login)).gql(
        `query ($from: DateTime!, $to: DateTime!) { slaFigures(enteredAt: { from: $from, to: $to }) { stage count hit missed running medianMinutes p90Minutes } }`,
        { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      );

    test("are what the records say, counted by hand", async () => {
      const start = world.clock.now();
      const opened: WorldCase[] = [];
      for (let n = 0; n < 6; n += 1) opened.push(await openCase(world, { consumer: n % 2 ? "tom" : "li.na" }));
      // Each stays a different time, so that the order of the times matters.
      for (const [index, theCase] of opened.slice(0, 4).entries()) {
        await world.later((index + 1) / 20);
        await theCase.do("wang.owner", "refuseDemand", { reason: "不同意" });
        await theCase.do(index % 2 ? "tom" : "li.na", "escalateComplaint");
      }
      await opened[4]?.offer();
      await caseIn(world, "INFO_REQUESTED");
      await world.later(49);
      const now = world.clock.now();
      const { data } = await figures("zhou.lead", start, now + DAY);
      const stages = (await everyStage(world)).filter(({ enteredAt }) => Date.parse(enteredAt) >= start);
      const expected = [...new Set(stages.map(({ stage }) => stage))].map((stage) => byHand(stage, stages));
      expect([...data.slaFigures].sort(byStage)).toEqual(expected.sort(byStage));
      expect(data.slaFigures.find(({ stage }: { stage: string }) => stage === "NEGOTIATING")).toMatchObject({
        count: 7,
        hit: 6,
        missed: 1,
        running: 0,
      });
      expect((await figures("sun.audit", now + DAY, now + 2 * DAY)).data.slaFigures).toEqual([]);
    });

    further("are for leads and auditors, and for a period that has a length and an end", async () => {
      const now = world.clock.now();
      for (const login of ["li.na", "wang.owner", "chen.mod", "admin"])
        expect((await figures(login, now - DAY, now)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
      for (const [from, to] of [
        [now, now],
        [now - 367 * DAY, now],
      ] as const)
        expect((await figures("zhou.lead", from, to)).errors?.[0]?.extensions).toMatchObject({
          code: "BAD_USER_INPUT",
          field: "enteredAt.to",
        });
      expect((await figures("zhou.lead", now - 366 * DAY, now)).errors).toBeUndefined();
    });
  });
});

const byStage = (a: { stage: string }, b: { stage: string }): number => a.stage.localeCompare(b.stage);

async function everyStage(world: World): Promise<Stage[]> {
  const auditor = await world.as("sun.audit");
  const stages = [];
  for (const { id } of await world.db.find(Complaint, {})) {
    const { complaint } = await auditor.ok(
      `query ($id: ID!) { complaint(id: $id) { stages { stage enteredAt dueAt leftAt leftBy sla handlingMinutes } } }`,
      { id },
    );
    stages.push(...(complaint.stages as Stage[]));
  }
  return stages;
}

function byHand(stage: string, all: Stage[]) {
  const own = all.filter((each) => each.stage === stage);
  const times = own.flatMap(({ handlingMinutes }) => handlingMinutes ?? []).sort((a, b) => a - b);
  const rank = (share: number): number | null => times[Math.ceil(times.length * share) - 1] ?? null;
  const count = (sla: string): number => own.filter((each) => each.sla === sla).length;
  return {
    stage,
    count: own.length,
    hit: count("HIT"),
    missed: count("MISSED"),
    running: count("RUNNING"),
    medianMinutes: rank(0.5),
    p90Minutes: rank(0.9),
  };
}
