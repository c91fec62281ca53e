import { dayOf } from "../../../src/public/statistics/period.pure";
import { caseIn, type Walkable, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const COURT = {
  ground: "OUTSIDE_PROCEDURE",
  route: "COURT",
  reference: "(2026)浙0106民初1号",
  reason: "消费者已就同一事实向法院起诉。",
};
const OUTCOME = "法院判决服务商退还 500 元。";

interface Line {
  kind: string;
  level: string | null;
  rulingId: string | null;
  takesBack: boolean;
}

const WON: Line = { kind: "UPHELD", level: "L2", rulingId: null, takesBack: false };

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    world.toNoon();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function linesOf({ id }: WorldCase): Promise<Line[]> {
    await world.projected();
    const rows = await world.db.query<Omit<Line, "takesBack"> & { taken: number }>(
      `SELECT kind, level, ruling_id AS rulingId, CASE WHEN takes_back_id IS NULL THEN 0 ELSE 1 END AS taken
       FROM reputation_input WHERE source_id = ? AND kind = 'UPHELD' ORDER BY number`,
      [id],
    );
    return rows.map(({ taken, ...line }) => ({ ...line, takesBack: taken === 1 }));
  }
  const figures = async (): Promise<Record<string, number>> => {
    await world.projected();
    const rows = await world.db.query<{ measure: string; amount: number }>(
      "SELECT measure, SUM(amount) AS amount FROM statistic_count WHERE dimension = 'ALL' AND grain = 'MONTH' GROUP BY measure",
    );
    return Object.fromEntries(rows.map(({ measure, amount }) => [measure, Number(amount)]));
  };
  async function stayed(state: Walkable = "EVIDENCE"): Promise<WorldCase> {
    const theCase = await caseIn(world, state);
    await theCase.do("zhou.lead", "stayComplaint", COURT);
    return theCase;
  }
  const decided = async (result?: string, more: Record<string, unknown> = {}, state?: Walkable): Promise<WorldCase> => {
    const theCase = await stayed(state);
    await theCase.do("zhou.lead", "closeExternal", { outcome: OUTCOME, ...(result ? { result } : {}), ...more });
    return theCase;
  };
  const reopen = (theCase: WorldCase) =>
    theCase.do("zhou.lead", "reopenComplaint", { reason: "二审改判,一审判决已被撤销。" });

  test("what a court decides for the consumer counts as a broken promise, and in the statistics", async () => {
    const before = await figures();
    for (const result of ["FOR_CONSUMER", "PARTLY_FOR_CONSUMER"]) {
      const theCase = await decided(result);
      expect(await linesOf(theCase)).toEqual([WON]);
      expect(await theCase.look("stays { result }")).toMatchObject({ stays: [{ result }] });
    }
    for (const result of ["FOR_PROVIDER", "NO_AGREEMENT", undefined])
      expect(await linesOf(await decided(result))).toEqual([]);
    const after = await figures();
    expect((after.OUTSIDE ?? 0) - (before.OUTSIDE ?? 0)).toBe(3);
    expect((after.OUTSIDE_UPHELD ?? 0) - (before.OUTSIDE_UPHELD ?? 0)).toBe(2);
    const { statistics } = await (
      await world.as("zhou.lead")
    ).ok(
      `query ($input: StatisticsInput!) { statistics(input: $input) { total { figures { outside outsideUpheld upheldRate rulings } } } }`,
      { input: monthOf(world.clock.now()) },
    );
    expect(statistics.total.figures).toMatchObject({ outside: 3, outsideUpheld: 2 });
    expect(statistics.total.figures.upheldRate).toBeCloseTo(2 / 3);
  });

  test("a judgment that was overturned counts no more, and what is decided then counts once", async () => {
    const before = await figures();
    const theCase = await decided("FOR_CONSUMER");
    await reopen(theCase);
    expect(await linesOf(theCase)).toEqual([WON, { ...WON, takesBack: true }]);
    expect((await figures()).OUTSIDE_UPHELD).toBe(before.OUTSIDE_UPHELD);
    await theCase.do("zhou.lead", "stayComplaint", COURT);
    await theCase.do("zhou.lead", "closeExternal", { outcome: "二审驳回全部诉讼请求。", result: "FOR_PROVIDER" });
    expect(await linesOf(theCase)).toHaveLength(2);
    await reopen(theCase);
    await theCase.do("li.na", "withdrawComplaint");
    // Closed for another reason: nothing outside is left to be taken back.
    await reopen(theCase);
    const after = await figures();
    expect([after.OUTSIDE, after.OUTSIDE_UPHELD]).toEqual([before.OUTSIDE, before.OUTSIDE_UPHELD]);
  });

  test("a ruling that stands beside a judgment counts, not both; one that is reversed leaves the judgment", async () => {
    const standing = await decided("FOR_CONSUMER", { rulingStands: true }, "RULED");
    const [line, ...others] = await linesOf(standing);
    expect([line?.rulingId, others]).toEqual([expect.stringMatching(/^rlg_/), []]);
    const replaced = await decided("FOR_CONSUMER", {}, "ENFORCING");
    expect((await linesOf(replaced)).map(({ rulingId, takesBack }) => [rulingId !== null, takesBack])).toEqual([
      [true, false],
      [true, true],
      [false, false],
    ]);
  });

  test.each([
    ["chen.mod", [WON]],
    ["li.na", []],
  ])("where the lead names no result, that of the referral counts as %s reported it", async (who, lines) => {
    const theCase = await caseIn(world, "EVIDENCE");
    const consumer = await world.as("li.na");
    const { referral } = await consumer.do(
      "createReferral",
      { complaintId: theCase.id, route: "COURT" },
      "{ referral { id } }",
    );
    await theCase.do("zhou.lead", "stayComplaint", { ...COURT, route: undefined, referralId: referral.id });
    await (
      await world.as(who)
    ).do(
      "updateReferral",
      { referralId: referral.id, status: "DECIDED", result: "FOR_CONSUMER", outcome: OUTCOME },
      "{ referral { id } }",
    );
    await theCase.do("zhou.lead", "closeExternal", { outcome: OUTCOME });
    expect(await linesOf(theCase)).toEqual(lines);
  });

  /** Reopened, with both sides heard, and about to be ruled on. */
  async function beforeRuling(result: string): Promise<WorldCase> {
    const theCase = await decided(result);
    await reopen(theCase);
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
    for (const who of ["li.na", "wang.owner"]) await theCase.do(who, "closeEvidence");
    return theCase;
  }
  const noRemedy = async (theCase: WorldCase) => ({
    ...(await theCase.ruling({ remedies: [] })),
    leaseToken: await theCase.take(),
  });

  test("a ruling gives points for what a judgment shows, without ordering again what the court has ordered", async () => {
    const theCase = await beforeRuling("FOR_CONSUMER");
    await theCase.do("chen.mod", "issueRuling", await noRemedy(theCase));
    for (const who of ["li.na", "wang.owner"]) await theCase.do(who, "waiveAppeal");
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "REMEDIED" });
    const lines = await linesOf(theCase);
    expect(lines.map(({ rulingId, takesBack }) => [rulingId !== null, takesBack])).toEqual([
      [false, false],
      [false, true],
      [true, false],
    ]);
    const counted = await world.db.query(
      "SELECT id FROM violation WHERE complaint_id = ? AND counted_at IS NOT NULL AND promptly_remedied_at IS NULL",
      [theCase.id],
    );
    expect(counted).toHaveLength(1);

    const lost = await beforeRuling("FOR_PROVIDER");
    const refused = await (await world.as("chen.mod")).tryTo("issueRuling", await noRemedy(lost));
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.remedies" });
  });

  further("nobody but a lead says how it ended", async () => {
    const theCase = await stayed();
    for (const who of ["li.na", "wang.owner", "chen.mod", "he.inspect"]) {
      const input = { complaintId: theCase.id, outcome: OUTCOME, result: "FOR_PROVIDER" };
      expect([who, (await (await world.as(who)).tryTo("closeExternal", input)).extensions.code]).toEqual([
        who,
        "FORBIDDEN",
      ]);
    }
  });
});

/** From its first to its last day, by the market's clock. */
function monthOf(now: number): { from: string; to: string } {
  const today = `${dayOf(now)}`.replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3");
  return { from: `${today.slice(0, 7)}-01`, to: today };
}
