import { answerAppeal } from "../../../src/adjudication/decisions/answer-appeal";
import { appealRuling } from "../../../src/adjudication/decisions/appeal-ruling";
import { decideAppeal } from "../../../src/adjudication/decisions/decide-appeal";
import { confirmRemedy } from "../../../src/adjudication/remedies/confirm-remedy";
import { fileRemedyProof } from "../../../src/adjudication/remedies/file-remedy-proof";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { waiveRemedy } from "../../../src/adjudication/remedies/waive-remedy";
import { closeEvidence } from "../../../src/case/evidence/close-evidence";
import { Loaders } from "../../../src/platform/database/loaders";
import { sql } from "../../../src/platform/database/sql";
import { numberEvents } from "../../../src/platform/feed/number-events";
import { numberedEvents } from "../../../src/platform/feed/numbered-events";
import { publicFiguresProjection } from "../../../src/public/statistics/public-figures.projection";
import { REMEDY, StageTime } from "../../../src/public/statistics/stage-time.entity";
import { StatisticCount } from "../../../src/public/statistics/statistic-count.entity";
import { Dock } from "../../adjudication/penalties/dock";
import { forEachDatabase } from "../../support/databases";

forEachDatabase((kind, further) => {
  let dock: Dock;
  let position = 0;
  let cases = 0;

  beforeAll(async () => {
    dock = await Dock.open(kind, 6);
  });
  afterAll(() => dock?.[Symbol.asyncDispose]());

  /** What has been added since it was last asked: remedies ordered, reached, and those whose time is known. */
  async function added(): Promise<{ ordered: number; reached: number; timed: number }> {
    const { db } = dock.court;
    await numberEvents(db);
    await db.transact(async (tx) => publicFiguresProjection.empty?.(tx));
    for (const event of await numberedEvents(db, sql`p.position > ${position}`)) {
      position = event.position;
      if (publicFiguresProjection.wants?.(event as never))
        await db.transact((tx) => publicFiguresProjection.apply(tx, event as never, new Loaders(db)));
    }
    const counts = await db.find(StatisticCount, { dimension: "ALL", grain: "MONTH" });
    const times = await db.find(StageTime, { scope: "ALL", stage: REMEDY });
    const sum = (amounts: number[]): number => amounts.reduce((total, each) => total + each, 0);
    const of = (wanted: string): number =>
      sum(counts.filter(({ measure }) => measure === wanted).map(({ amount }) => amount));
    return { ordered: of("ORDERED"), reached: of("REACHED"), timed: sum(times.map((row) => row.cases)) };
  }

  /** A sum, which is owed at once. */
  async function order(): Promise<{ index: number; complaintId: string; remedyId: string }> {
    const index = cases++;
    const rulingId = await dock.rule(index, {
      levels: ["L1", "L1"],
      remedies: [{ kind: "REFUND_PART", amount: 50_000, text: "A part.", withinDays: 7 }],
    });
    const [remedy] = await dock.court.db.find(Remedy, { rulingId });
    return { index, complaintId: dock.case(index), remedyId: remedy?.id ?? "" };
  }

  async function receive({ complaintId, remedyId }: { complaintId: string; remedyId: string }): Promise<void> {
    await dock.court.run(fileRemedyProof, "wang.owner", {
      complaintId,
      remedyId,
      text: "Sent.",
      evidenceIds: [],
    } as never);
    await dock.court.run(confirmRemedy, "li.na", { complaintId, remedyId });
  }

  test("what came before its ruling was final counts once that is", async () => {
    const given = await order();
    await receive(given);
    expect(await added()).toEqual({ ordered: 0, reached: 0, timed: 0 });
    await dock.makeFinal(given.index);
    expect(await added()).toEqual({ ordered: 1, reached: 1, timed: 1 });
  });

  further("what comes afterwards counts when it comes", async () => {
    const given = await order();
    await dock.makeFinal(given.index);
    expect(await added()).toEqual({ ordered: 1, reached: 0, timed: 0 });
    await receive(given);
    expect(await added()).toEqual({ ordered: 0, reached: 1, timed: 1 });
  });

  further(
    "what is owed back, because the ruling was reversed before it was final, was neither ordered nor reached",
    async () => {
      const given = await order();
      await receive(given);
      await dock.reverse(given.index);
      expect(await added()).toEqual({ ordered: 0, reached: 0, timed: 0 });
    },
  );

  test("what the consumer keeps of a ruling that fell has reached them by the next one, if it is the whole", async () => {
    const { court } = dock;
    const { complaintId, ...given } = await order();
    await receive({ complaintId, ...given });
    await court.run(appealRuling, "wang.owner", { complaintId, ground: "WRONG_FACTS" as const, text: "Otherwise." });
    await court.run(answerAppeal, "li.na", { complaintId, text: "It was not." });
    const reason = { outcome: "REMITTED" as const, outcomes: [], reason: "So it is.", replacement: null };
    await court.run(decideAppeal, "zhou.lead", { complaintId, ...reason });
    for (const login of ["li.na", "wang.owner"]) await court.run(closeEvidence, login, { complaintId });
    const part = { kind: "REFUND_PART" as const, text: "A part.", withinDays: 7 };
    await dock.rule(given.index, {
      ...{ levels: ["L1", "L1"], by: "liu.mod" },
      remedies: [
        { ...part, amount: 30_000 },
        { ...part, amount: 40_000 },
      ],
    });
    await dock.makeFinal(given.index);
    expect(await added()).toEqual({ ordered: 2, reached: 1, timed: 1 });
  });

  test("what was waived before its ruling was final was not ordered, whatever becomes of the ruling", async () => {
    const [stands, falls] = [await order(), await order()];
    for (const { complaintId, remedyId } of [stands, falls])
      await dock.court.run(waiveRemedy, "li.na", { complaintId, remedyId });
    await dock.makeFinal(stands.index);
    await dock.reverse(falls.index);
    expect(await added()).toEqual({ ordered: 0, reached: 0, timed: 0 });
  });
});
