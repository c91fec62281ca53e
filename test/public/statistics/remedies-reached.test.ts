import { answerAppeal } from "../../../src/adjudication/decisions/answer-appeal";
import { appealRuling } from "../../../src/adjudication/decisions/appeal-ruling";
import { decideAppeal } from "../../../src/adjudication/decisions/decide-appeal";
import { confirmRemedy } from "../../../src/adjudication/remedies/confirm-remedy";
import { fileRemedyProof } from "../../../src/adjudication/remedies/file-remedy-proof";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { waiveRemedy } from "../../../src/adjudication/remedies/waive-remedy";
import { closeEvidence } from "../../../src/case/evidence/close-evidence";
import { Dock } from "../../adjudication/penalties/dock";
import { forEachDatabase } from "../../support/databases";
import { figuresSince, type RemedyFigures } from "./figures-since";

forEachDatabase((kind, further) => {
  let dock: Dock;
  let position = 0;
  let cases = 0;

  beforeAll(async () => {
    dock = await Dock.open(kind, 6);
  });
  afterAll(() => dock?.[Symbol.asyncDispose]());

  /** What has been added since it was last asked. */
  async function added(): Promise<Omit<RemedyFigures, "minutes">> {
    const since = await figuresSince(dock.court.db, position);
    position = since.position;
    const { ordered, reached, timed } = since.figures;
    return { ordered, reached, timed };
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
