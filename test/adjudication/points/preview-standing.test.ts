import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { previewStanding } from "../../../src/adjudication/points/preview-standing.queries";
import { forEachDatabase } from "../../support/databases";
import { Dock } from "../penalties/dock";

forEachDatabase((kind) => {
  test("the preview says what then happens, and changes nothing", async () => {
    await using dock = await Dock.open(kind, 2);
    const { court } = dock;
    await dock.rule(0, { levels: ["L2", "L1"] });
    await dock.makeFinal(0);
    const findings = (["L2", "L1"] as const).map((level) => ({
      ...{ level, lineage: null, stake: null },
      kind: "PROMISE_BROKEN" as const,
    }));
    const complaint = await court.complaint(dock.case(1));
    const preview = await previewStanding(court.db, complaint, findings, dock.now);
    expect(preview).toMatchObject({ activePoints: 4, provisionalPoints: 0, pointsAfter: 10 });
    expect(preview.thresholdsCrossed.map(({ points }) => points)).toEqual([8]);
    expect(await previewStanding(court.db, complaint, findings, dock.now)).toEqual(preview);

    await dock.rule(1, { levels: ["L2", "L1"] });
    expect(await previewStanding(court.db, complaint, [], dock.now)).toMatchObject({
      activePoints: 4,
      provisionalPoints: 6,
      pointsAfter: 4,
      thresholdsCrossed: [],
      measures: [],
    });
    await dock.makeFinal(1);
    const after = await previewStanding(court.db, complaint, [], dock.now);
    expect(after).toMatchObject({ activePoints: preview.pointsAfter, provisionalPoints: 0 });
    const ordered = await court.db.find(Penalty, { complaintId: dock.case(1), cause: "THRESHOLD" });
    expect(ordered.map((each) => each.kind).sort()).toEqual(preview.measures.map((each) => each.kind).sort());
  });
});
