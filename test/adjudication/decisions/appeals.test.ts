import { caseIn, countRows, type CaseOptions, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { appeal, dismiss, eventsOf, GROUNDS, REASONS, refund, ruling } from "./appealed-case";

const HOUR = 3_600_000;
const APPEALS = `appeals { bySide ground text status decidedAt reason filedBy { displayName } decidedBy { displayName } }`;

/** The world's clock also ticks by itself. */
const expectAbout = (date: string, time: number): void =>
  expect(Math.abs(Date.parse(date) - time)).toBeLessThan(HOUR / 4);

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => (world = await startWorld(kind)));
  afterEach(() => world[Symbol.asyncDispose]());

  const ruled = (options?: CaseOptions): Promise<WorldCase> => caseIn(world, "RULED", options);
  const dismissed = async (options?: CaseOptions): Promise<WorldCase> => {
    const theCase = await caseIn(world, "UNDER_REVIEW", options);
    await dismiss(theCase);
    return theCase;
  };
  const decide = async (theCase: WorldCase, outcome: string, who = "zhou.lead") => {
    await theCase.answerAppeals();
    return theCase.do(who, "decideAppeal", { outcome, reason: REASONS });
  };

  test("either side appeals, the other may as well, each once; parties and staff see it, the public does not", async () => {
    const theCase = await ruled();
    await appeal(theCase, "wang.owner");
    expect(await theCase.look()).toMatchObject({ status: "APPEALED" });
    expect(await theCase.refusal("zhao.staff", "appealRuling", GROUNDS)).toMatchObject({ code: "LIMIT_REACHED" });
    await appeal(theCase, "li.na");
    expect(await theCase.look()).toMatchObject({ status: "APPEALED" });

    const filed = { ...GROUNDS, status: "FILED", decidedAt: null, reason: null, decidedBy: null };
    const asParties = [
      { bySide: "PROVIDER", filedBy: null, ...filed },
      { bySide: "CONSUMER", filedBy: null, ...filed },
    ];
    for (const party of [await theCase.consumer, await theCase.provider])
      expect((await theCase.look(APPEALS, party)).appeals).toEqual(asParties);
    expect((await theCase.look(APPEALS)).appeals).toMatchObject([
      { filedBy: { displayName: "王强" } },
      { filedBy: { displayName: "李娜" } },
    ]);
    const { id } = await ruling(theCase);
    const query = `query ($id: ID!) { ruling(id: $id) { status appeals { bySide } } }`;
    expect(await world.visitor.ok(query, { id })).toEqual({ ruling: { status: "ISSUED", appeals: null } });
    expect(await (await world.as("tom")).ok(query, { id })).toEqual({ ruling: { status: "ISSUED", appeals: null } });
    expect((await (await theCase.consumer).ok(query, { id })).ruling.appeals).toHaveLength(2);
  });

  further("strangers find no case to appeal in, and staff are no party", async () => {
    const theCase = await ruled();
    expect(await theCase.refusal("tom", "appealRuling", GROUNDS)).toMatchObject({ code: "NOT_FOUND" });
    expect(await theCase.refusal("zhou.lead", "appealRuling", GROUNDS)).toMatchObject({ code: "FORBIDDEN" });
    expect(await theCase.refusal("chen.mod", "decideAppeal", { outcome: "DISMISSED", reason: REASONS })).toMatchObject({
      code: "FORBIDDEN",
    });
  });

  further("the other side's time to appeal does not stand still, and a late decision decides nothing", async () => {
    const theCase = await ruled();
    await appeal(theCase, "wang.owner");
    await world.later(16 * 24);
    expect(await theCase.refusal("li.na", "appealRuling", GROUNDS)).toMatchObject({ code: "TOO_LATE" });
    await world.later(20 * 24);
    expect(await theCase.look()).toMatchObject({ status: "APPEALED" });
    expect((await eventsOf(theCase)).at(-1)).toBe("APPEAL_DECISION_LATE");
    await theCase.do("zhou.lead", "decideAppeal", { outcome: "DISMISSED", reason: REASONS });
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
  });

  const answer = { text: "初稿确实晚到了两天，请维持。" };
  const decision = { outcome: "DISMISSED", reason: REASONS };

  test("the other side is heard, once, before its appeal is decided", async () => {
    const theCase = await ruled();
    await appeal(theCase, "wang.owner");
    const early = await theCase.refusal("zhou.lead", "decideAppeal", decision);
    const { appeals } = await theCase.look("appeals { answerDueAt answer answeredAt }");
    expect(early).toMatchObject({ code: "NOT_YET", availableAt: appeals[0].answerDueAt });
    expect(appeals).toMatchObject([{ answer: null, answeredAt: null }]);
    for (const [who, code] of [
      ["wang.owner", "NOT_IN_THIS_STATE"],
      ["zhou.lead", "FORBIDDEN"],
      ["tom", "NOT_FOUND"],
    ] as const)
      expect(await theCase.refusal(who, "answerAppeal", answer)).toMatchObject({ code });
    await theCase.do("li.na", "answerAppeal", answer);
    expect(await theCase.refusal("li.na", "answerAppeal", answer)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    const heard = "appeals { answer answeredAt answeredBy { displayName } }";
    expect((await theCase.look(heard, await theCase.provider)).appeals).toEqual([
      { answer: answer.text, answeredAt: expect.any(String), answeredBy: null },
    ]);
    expect((await theCase.look(heard)).appeals).toMatchObject([{ answeredBy: { displayName: "李娜" } }]);
    await theCase.do("zhou.lead", "decideAppeal", decision);
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
  });

  further("whoever does not answer in time holds up nothing", async () => {
    const theCase = await ruled();
    await appeal(theCase, "li.na");
    await theCase.ring("APPEAL_ANSWER");
    expect((await eventsOf(theCase)).at(-1)).toBe("APPEAL_NOT_ANSWERED");
    await world.later(10 * 24);
    expect(await theCase.refusal("wang.owner", "answerAppeal", answer)).toMatchObject({ code: "TOO_LATE" });
    await theCase.do("zhou.lead", "decideAppeal", decision);
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
  });

  test("who is worse off without having been heard has it reviewed once, by yet another lead", async () => {
    const theCase = await ruled();
    await appeal(theCase, "wang.owner");
    await theCase.ring("APPEAL_ANSWER");
    await world.later(10 * 24);
    const replacement = await theCase.dismissal();
    await theCase.do("zhou.lead", "decideAppeal", { outcome: "GRANTED", reason: REASONS, replacement });
    expect(await theCase.look()).toMatchObject({ status: "RULED" });
    expect((await eventsOf(theCase)).at(-1)).toBe("RULING_REVIEWABLE");
    const { appealableUntil, finalAt } = await ruling(theCase);
    expect(finalAt).toBeNull();
    expectAbout(appealableUntil, world.clock.now() + 15 * 24 * HOUR);
    expect(await theCase.refusal("wang.owner", "appealRuling", GROUNDS)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    await appeal(theCase, "li.na");
    await theCase.answerAppeals();
    expect(await theCase.refusal("zhou.lead", "decideAppeal", decision)).toMatchObject({
      code: "CONFLICT_OF_INTEREST",
    });
    await theCase.do("qian.lead", "decideAppeal", decision);
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "DISMISSED" });
  });

  test("nor does anybody else use that review, nor does it wait for ever", async () => {
    const theCase = await ruled();
    await appeal(theCase, "wang.owner");
    await theCase.ring("APPEAL_ANSWER");
    await world.later(10 * 24);
    const replacement = await theCase.dismissal();
    await theCase.do("zhou.lead", "decideAppeal", { outcome: "GRANTED", reason: REASONS, replacement });
    await world.later(15 * 24);
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "DISMISSED" });
  });

  further("of two appeals each is answered by the other side; what was withdrawn need not be", async () => {
    const theCase = await ruled();
    await appeal(theCase, "wang.owner");
    await appeal(theCase, "li.na");
    await theCase.do("li.na", "answerAppeal", answer);
    expect(await theCase.refusal("zhou.lead", "decideAppeal", decision)).toMatchObject({ code: "NOT_YET" });
    await theCase.do("li.na", "withdrawAppeal");
    expect(await theCase.refusal("wang.owner", "answerAppeal", answer)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    await theCase.do("zhou.lead", "decideAppeal", decision);
    expect(await theCase.look("appeals { bySide status }")).toMatchObject({
      status: "ENFORCING",
      appeals: [
        { bySide: "PROVIDER", status: "DISMISSED" },
        { bySide: "CONSUMER", status: "WITHDRAWN" },
      ],
    });
  });

  further(
    "a ruling that is replaced on two appeals decides each by name, and is not worse for the one that was right",
    async () => {
      const theCase = await ruled();
      await appeal(theCase, "wang.owner");
      await appeal(theCase, "li.na");
      await theCase.answerAppeals();
      const more = { outcome: "PARTLY_GRANTED", reason: REASONS, replacement: await refund(theCase, 150_000, []) };
      const outcomes = (consumer: string, provider: string) => [
        { side: "CONSUMER", outcome: consumer },
        { side: "PROVIDER", outcome: provider },
      ];
      const field = "input.outcomes";
      for (const wrong of [[], outcomes("DISMISSED", "DISMISSED"), outcomes("GRANTED", "REMITTED").slice(0, 1)])
        expect(await theCase.refusal("zhou.lead", "decideAppeal", { ...more, outcomes: wrong })).toMatchObject({
          code: "BAD_USER_INPUT",
          field,
        });
      const less = {
        ...more,
        replacement: await theCase.dismissal(),
        outcomes: outcomes("PARTLY_GRANTED", "DISMISSED"),
      };
      expect(await theCase.refusal("zhou.lead", "decideAppeal", less)).toMatchObject({ field: "input.replacement" });
      await theCase.do("zhou.lead", "decideAppeal", { ...more, outcomes: outcomes("PARTLY_GRANTED", "DISMISSED") });
      expect(await theCase.look("appeals { bySide status }")).toMatchObject({
        appeals: [
          { bySide: "PROVIDER", status: "DISMISSED" },
          { bySide: "CONSUMER", status: "PARTLY_GRANTED" },
        ],
      });
      expect((await eventsOf(theCase)).filter((type) => type === "APPEAL_DECIDED")).toHaveLength(2);
    },
  );

  further("nobody appeals a final ruling", async () => {
    const theCase = await ruled();
    await world.later(15 * 24);
    expect(await theCase.refusal("wang.owner", "appealRuling", GROUNDS)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
  });

  further("a withdrawn appeal lets the window go on where it stopped, and cannot be filed again", async () => {
    const theCase = await ruled();
    const until = Date.parse((await ruling(theCase)).appealableUntil);
    await world.later(5 * 24);
    await appeal(theCase, "wang.owner");
    await world.later(3 * 24);
    await theCase.do("wang.owner", "withdrawAppeal");
    const { appealableUntil, finalAt } = await ruling(theCase);
    expect(finalAt).toBeNull();
    expectAbout(appealableUntil, until + 3 * 24 * HOUR);
    expect(await theCase.look()).toMatchObject({ status: "RULED" });
    expect((await theCase.look(APPEALS)).appeals).toMatchObject([
      { status: "WITHDRAWN", reason: null, decidedBy: null },
    ]);
    expect(await theCase.refusal("wang.owner", "appealRuling", GROUNDS)).toMatchObject({ code: "LIMIT_REACHED" });
    expect(await theCase.refusal("wang.owner", "withdrawAppeal")).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    // The other side still may, until that later time.
    await world.later(9 * 24);
    await appeal(theCase, "li.na");
    expect(await theCase.look()).toMatchObject({ status: "APPEALED" });
  });

  test("one of two appeals withdrawn leaves the other to be decided; both withdrawn, the ruling is final at once", async () => {
    const theCase = await ruled();
    await appeal(theCase, "wang.owner");
    await appeal(theCase, "li.na");
    await theCase.do("wang.owner", "withdrawAppeal");
    expect(await theCase.look()).toMatchObject({ status: "APPEALED" });
    expect(await theCase.refusal("wang.owner", "withdrawAppeal")).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    await theCase.do("li.na", "withdrawAppeal");
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
    expect((await ruling(theCase)).finalAt).not.toBeNull();
  });

  test("both sides accept a ruling: it is final at once", async () => {
    const theCase = await ruled();
    await theCase.do("li.na", "waiveAppeal");
    expect(await theCase.look()).toMatchObject({ status: "RULED" });
    expect(await theCase.refusal("li.na", "appealRuling", GROUNDS)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    expect(await theCase.refusal("li.na", "waiveAppeal")).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    await theCase.do("wang.owner", "waiveAppeal");
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
    const [remedy] = (await ruling(theCase, "remedies { dueAt }")).remedies;
    expectAbout(remedy.dueAt, world.clock.now() + 7 * 24 * HOUR);
    expect((await eventsOf(theCase)).slice(-3)).toEqual(["APPEAL_WAIVED", "APPEAL_WAIVED", "RULING_FINAL"]);
  });

  test("a dismissal that both sides accept closes the case", async () => {
    const theCase = await dismissed();
    await theCase.do("wang.owner", "waiveAppeal");
    await theCase.do("li.na", "waiveAppeal");
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "DISMISSED" });
  });

  further("a side that withdrew its appeal and one that accepts the ruling: nobody is waited for", async () => {
    const [first, second] = [await ruled(), await ruled({ consumer: "tom" })];
    await appeal(first, "wang.owner");
    await first.do("wang.owner", "withdrawAppeal");
    await first.do("li.na", "waiveAppeal");
    expect(await first.look()).toMatchObject({ status: "ENFORCING" });
    await second.do("tom", "waiveAppeal");
    await appeal(second, "wang.owner");
    await second.do("wang.owner", "withdrawAppeal");
    expect(await second.look()).toMatchObject({ status: "ENFORCING" });
  });

  test("an appeal dismissed: the ruling stands and is final, with reasons to both sides", async () => {
    const theCase = await ruled();
    await appeal(theCase, "wang.owner");
    await appeal(theCase, "li.na");
    await decide(theCase, "DISMISSED");
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
    expect(await ruling(theCase)).toMatchObject({ status: "ISSUED", round: 1, finalAt: expect.any(String) });
    const over = { status: "DISMISSED", reason: REASONS, decidedAt: expect.any(String) };
    expect((await theCase.look(APPEALS, await theCase.consumer)).appeals).toMatchObject([
      { ...over, decidedBy: null },
      { ...over, decidedBy: null },
    ]);
    expect((await theCase.look(APPEALS)).appeals[0].decidedBy).toEqual({ displayName: "周敏" });
    expect((await eventsOf(theCase)).slice(-2)).toEqual(["APPEAL_DECIDED", "RULING_FINAL"]);
  });

  further("an appeal against a dismissal dismissed closes the case", async () => {
    const theCase = await dismissed();
    await appeal(theCase, "li.na");
    await decide(theCase, "DISMISSED");
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "DISMISSED" });
  });

  further("nobody decides an appeal against a ruling of their own", async () => {
    const theCase = await ruled({ moderator: "zhou.lead" });
    await appeal(theCase, "wang.owner");
    expect(await theCase.refusal("zhou.lead", "decideAppeal", { outcome: "DISMISSED", reason: REASONS })).toMatchObject(
      {
        code: "CONFLICT_OF_INTEREST",
      },
    );
    await decide(theCase, "DISMISSED", "qian.lead");
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
  });

  further("nor one that they approved", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const leaseToken = await theCase.take();
    const findings = (await theCase.ruling()).findings as object[];
    const grave = { findings: findings.map((each) => ({ ...each, severity: "L4" })) };
    await theCase.do("chen.mod", "issueRuling", { leaseToken, ...(await theCase.ruling(grave)) });
    const { rulingAwaitingApproval } = await theCase.look("rulingAwaitingApproval { id }");
    await (await world.as("qian.lead")).do("approveRuling", { rulingId: rulingAwaitingApproval.id });
    await appeal(theCase, "wang.owner");
    expect(await theCase.refusal("qian.lead", "decideAppeal", { outcome: "DISMISSED", reason: REASONS })).toMatchObject(
      {
        code: "CONFLICT_OF_INTEREST",
      },
    );
    await decide(theCase, "DISMISSED");
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
  });

  test("of two leads at once one decides, and nothing is decided twice", async () => {
    const theCase = await ruled();
    await appeal(theCase, "wang.owner");
    await theCase.answerAppeals();
    await Promise.all([world.as("zhou.lead"), world.as("qian.lead")]);
    const results = await Promise.allSettled(
      ["zhou.lead", "qian.lead"].map(async (who) =>
        theCase.do(who, "decideAppeal", {
          outcome: "GRANTED",
          reason: REASONS,
          replacement: await theCase.dismissal(),
        }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results).toContainEqual({
      status: "rejected",
      reason: expect.objectContaining({ message: expect.stringContaining("NOT_IN_THIS_STATE") }),
    });
    expect(await countRows(world, "ruling", "complaint_id = ?", [theCase.id])).toBe(2);
    expect(await countRows(world, "register_entry", "kind = 'REVERSAL'")).toBe(1);
  });

  further("leads and auditors list the cases with open appeals, the soonest due first; others do not", async () => {
    const [first, second] = [await ruled(), await ruled({ consumer: "tom" })];
    await appeal(second, "wang.owner");
    // Longer than any holidays, during which working days do not count.
    await world.later(11 * 24);
    await appeal(first, "wang.owner");
    const list = `query ($first: Int!, $after: String) { appealsAwaitingDecision(first: $first, after: $after) { nodes { id appeals { status } } pageInfo { endCursor hasNextPage } } }`;
    for (const who of ["zhou.lead", "sun.audit"]) {
      const person = await world.as(who);
      const { appealsAwaitingDecision: page } = await person.ok(list, { first: 1 });
      expect(page).toMatchObject({
        nodes: [{ id: second.id, appeals: [{ status: "FILED" }] }],
        pageInfo: { hasNextPage: true },
      });
      const next = await person.ok(list, { first: 1, after: page.pageInfo.endCursor });
      expect(next.appealsAwaitingDecision).toMatchObject({
        nodes: [{ id: first.id }],
        pageInfo: { hasNextPage: false },
      });
    }
    for (const who of ["chen.mod", "li.na"])
      expect((await (await world.as(who)).refused(list, { first: 1 })).extensions.code).toBe("FORBIDDEN");
  });
});
