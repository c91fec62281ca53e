import { timeText } from "../../../src/platform/messages/moment-text";
import { newId } from "../../../src/platform/ids";
import { ProviderMember } from "../../../src/market/providers/provider-member.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { caseIn, countRows, ruleVersion, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { signIn, startWorld, type Person, type World } from "../../support/world";
import { pastRulings } from "./past-rulings";
import { changeKept } from "../../support/past-triggers";

const KEY = "{ clientMutationId }";
const DRAFT = "myRulingDraft { content savedAt }";
const REASONS = `ruling { statementOfReasons {
  facts decisionGround explanation category automatedDetection automatedDecision source issuedAt
  rules { code version text { en } }
  measures { kind scope listingId territorialScope startsAt endsAt days amount { amount currency } }
  redress { kind until text }
} }`;

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => (world = await startWorld(kind)));
  afterAll(() => world[Symbol.asyncDispose]());

  const draftOf = async (theCase: WorldCase, person: Person) => (await theCase.look(DRAFT, person)).myRulingDraft;

  describe("texts with variables", () => {
    const TEXTS = "{ cannedTexts { id owner language ruleCode name text availableActions { mutation } } }";
    const textsOf = async (login: string) => (await (await world.as(login)).ok(TEXTS)).cannedTexts;
    const late = {
      language: "ZH_CN",
      name: "迟延",
      ruleCode: "DELIVERY-1",
      text: "约定{{promised}}，实际{{observed}}，{{provider}}未按{{order}}履行，涉及{{amount}}，迟延{{days}}。",
    };

    test("one's own are read and written by nobody else; the team's by all and by leads", async () => {
      const [chen, liu, zhou] = [await world.as("chen.mod"), await world.as("liu.mod"), await world.as("zhou.lead")];
      await chen.do("createCannedText", late, KEY);
      await zhou.do("createCannedText", { ...late, name: "团队", owner: "TEAM", ruleCode: null }, KEY);
      const [mine, teams] = (await textsOf("chen.mod")).sort((one: Named) => (one.name === "迟延" ? -1 : 1));
      expect(mine).toMatchObject({ ...late, owner: "MINE" });
      expect(mine.availableActions.map(({ mutation }: { mutation: string }) => mutation)).toEqual([
        "updateCannedText",
        "deleteCannedText",
      ]);
      expect(teams).toMatchObject({ name: "团队", owner: "TEAM", ruleCode: null, availableActions: [] });
      expect((await textsOf("liu.mod")).map(({ name }: Named) => name)).toEqual(["团队"]);
      expect((await textsOf("zhou.lead"))[0].availableActions).toHaveLength(2);

      const refused = async (person: Person, mutation: string, input: object) =>
        (await person.tryTo(mutation, { ...input })).extensions.code;
      for (const person of [liu, zhou]) {
        expect(await refused(person, "updateCannedText", { ...late, cannedTextId: mine.id })).toBe("NOT_FOUND");
        expect(await refused(person, "deleteCannedText", { cannedTextId: mine.id })).toBe("NOT_FOUND");
      }
      expect(await refused(chen, "createCannedText", { ...late, name: "偷换", owner: "TEAM" })).toBe("FORBIDDEN");
      expect(await refused(chen, "updateCannedText", { ...late, cannedTextId: teams.id })).toBe("FORBIDDEN");
      expect(await refused(chen, "deleteCannedText", { cannedTextId: teams.id })).toBe("FORBIDDEN");
      for (const login of ["sun.audit", "admin", "li.na", "wang.owner", "he.inspect"])
        expect((await (await world.as(login)).refused(TEXTS)).extensions.code).toBe("FORBIDDEN");

      await chen.do("updateCannedText", { ...late, name: "迟延交付", cannedTextId: mine.id }, KEY);
      await zhou.do("deleteCannedText", { cannedTextId: teams.id }, KEY);
      expect((await textsOf("chen.mod")).map(({ name }: Named) => name)).toEqual(["迟延交付"]);
      await chen.do("deleteCannedText", { cannedTextId: mine.id }, KEY);
      expect(await textsOf("chen.mod")).toEqual([]);
    });

    test("a wrong variable, an unknown rule and a name used twice are refused", async () => {
      const chen = await world.as("chen.mod");
      for (const text of ["{{consumer}}", "{{ promised }}", "{{promised}", "}}", "{{}}", "{{promised}}{{Days}}"])
        expect([text, (await chen.tryTo("createCannedText", { ...late, text })).extensions]).toMatchObject([
          text,
          { code: "BAD_USER_INPUT", reason: "cannedText.variables", field: "input.text" },
        ]);
      const both = await chen.tryTo("createCannedText", { ...late, text: "{{x}}", ruleCode: "NO-SUCH-1" });
      expect((both.extensions.problems as { field: string }[]).map(({ field }) => field).sort()).toEqual([
        "input.ruleCode",
        "input.text",
      ]);
      await chen.do("createCannedText", late, KEY);
      const twice = await chen.tryTo("createCannedText", late);
      expect(twice.extensions).toMatchObject({ code: "ALREADY_EXISTS", field: "input.name" });
      await chen.do("createCannedText", { ...late, language: "EN" }, KEY);
      const [first, second] = await textsOf("chen.mod");
      const moved = await chen.tryTo("updateCannedText", {
        ...late,
        language: second.language,
        cannedTextId: first.id,
      });
      expect(moved.extensions.code).toBe("ALREADY_EXISTS");
      for (const { id } of [first, second]) await chen.do("deleteCannedText", { cannedTextId: id }, KEY);
    });

    interface Named {
      name: string;
    }
  });

  further("a draft outlives the session that wrote it, and only its writer reads it", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const { version } = await theCase.look();
    // Signing in is recorded, too.
    const elsewhere = await signIn(world.url, "chen.mod");
    for (const other of ["liu.mod", "zhou.lead", "sun.audit", "li.na", "wang.owner"]) await world.as(other);
    const events = await countRows(world, "event_log");
    await theCase.do("chen.mod", "saveRulingDraft", { content: `{"facts":"初稿"}` });
    await theCase.do("chen.mod", "saveRulingDraft", { content: `{"facts":"二稿"}` });

    expect(await draftOf(theCase, elsewhere)).toEqual({
      content: `{"facts":"二稿"}`,
      savedAt: expect.stringMatching(/^20\d\d-.*Z$/),
    });
    for (const other of ["liu.mod", "zhou.lead", "sun.audit", "li.na", "wang.owner"])
      expect(await draftOf(theCase, await world.as(other))).toBeNull();
    expect((await theCase.look()).version).toBe(version);
    expect(await countRows(world, "event_log")).toBe(events);

    await theCase.do("chen.mod", "discardRulingDraft");
    await theCase.do("chen.mod", "discardRulingDraft");
    expect(await draftOf(theCase, await world.as("chen.mod"))).toBeNull();
  });

  test("a draft is not saved over what its writer has saved since it was read; whoever does not say what they read is not asked", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const moderator = await theCase.moderator;
    const save = async (facts: string, expectedSavedAt?: string | null): Promise<string> => {
      const input = { complaintId: theCase.id, content: JSON.stringify({ facts }), expectedSavedAt };
      const { complaint } = await moderator.do("saveRulingDraft", input, `{ complaint { ${DRAFT} } }`);
      world.clock.advance(1);
      return complaint.myRulingDraft.savedAt;
    };
    const first = await save("初稿", null);
    const second = await save("二稿", first);
    for (const expectedSavedAt of [first, null]) {
      const refused = await moderator.tryTo("saveRulingDraft", {
        ...{ complaintId: theCase.id, content: "{}", expectedSavedAt },
      });
      expect(refused.extensions).toMatchObject({ code: "STALE_VERSION", field: "input.expectedSavedAt" });
    }
    expect(await draftOf(theCase, moderator)).toEqual({ content: `{"facts":"二稿"}`, savedAt: second });
    await save("三稿");
    // There is none that could be lost.
    await theCase.do("chen.mod", "discardRulingDraft");
    await save("四稿", second);
  });

  test("a draft is gone once its writer's ruling is issued, or waits for approval; another's stays", async () => {
    for (const severity of [null, "L4"]) {
      const theCase = await caseIn(world, "UNDER_REVIEW");
      await theCase.do("chen.mod", "saveRulingDraft", { content: "{}" });
      await theCase.do("liu.mod", "saveRulingDraft", { content: `{"mine":1}` });
      const ruling = await theCase.ruling();
      const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity }));
      await theCase.do("chen.mod", "issueRuling", { ...ruling, findings, leaseToken: await theCase.take() });
      expect(await draftOf(theCase, await theCase.moderator)).toBeNull();
      expect((await draftOf(theCase, await world.as("liu.mod"))).content).toBe(`{"mine":1}`);
    }
  });

  test.each([
    ["no JSON", `{"facts":`, "BAD_USER_INPUT"],
    ["no object", "[1]", "BAD_USER_INPUT"],
    ["nothing", "null", "BAD_USER_INPUT"],
    ["too many bytes of few characters", JSON.stringify({ facts: "字".repeat(20_000) }), "BAD_USER_INPUT"],
  ])("a draft that is %s is refused", async (_what, content, code) => {
    const theCase = await caseIn(world, "EVIDENCE");
    const { extensions } = await (
      await theCase.moderator
    ).tryTo("saveRulingDraft", { complaintId: theCase.id, content });
    expect(extensions).toMatchObject({ code, field: "input.content" });
  });

  further("a draft of 60000 bytes comes back whole", async () => {
    const theCase = await caseIn(world, "EVIDENCE");
    const content = JSON.stringify({ facts: "字".repeat(19_996) });
    expect(Buffer.byteLength(content)).toBe(60_000);
    await theCase.do("chen.mod", "saveRulingDraft", { content });
    expect((await draftOf(theCase, await theCase.moderator)).content).toBe(content);
  });

  further("a moderator who belongs to the provider writes no draft, and previews nothing", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const person = await world.as("liu.mod");
    const [complaint] = await world.db.query<{ provider_id: string }>(
      "SELECT provider_id FROM complaint WHERE id = ?",
      [theCase.id],
    );
    const id = newId(ProviderMember);
    await world.db.transact(async (tx) =>
      tx.insert(ProviderMember, {
        id,
        providerId: complaint?.provider_id ?? "",
        accountId: person.accountId,
        role: "STAFF",
        addedAt: tx.now,
      }),
    );
    const refused = await person.tryTo("saveRulingDraft", { complaintId: theCase.id, content: "{}" });
    expect(refused.extensions.code).toBe("CONFLICT_OF_INTEREST");
    const { findings } = await theCase.ruling();
    const preview = await person.refused(
      `query ($input: PenaltyPreviewInput!) { penaltyPreview(input: $input) { listingsTouched } }`,
      {
        input: {
          complaintId: theCase.id,
          findings: (findings as Record<string, unknown>[]).map(({ reasoning: _, ...finding }) => finding),
        },
      },
    );
    expect(preview.extensions.code).toBe("CONFLICT_OF_INTEREST");
    await world.db.transact(async (tx) => tx.execute("DELETE FROM provider_member WHERE id = ?", [id]));
  });

  test("what is concluded from silence names the request that was missed, and both parties read it", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const ask = async (text: string) => {
      await theCase.do("chen.mod", "requestEvidence", {
        leaseToken: await theCase.take(),
        addressedTo: "PROVIDER",
        text,
      });
      const { requests } = await theCase.look("requests { nodes { id text missedAt answeredAt } }");
      return requests.at(-1).id as string;
    };
    const answered = await ask("请提交本单全部交付记录。");
    await theCase.do("wang.owner", "answerEvidenceRequest", { requestId: answered, text: "没有记录。" });
    for (const side of ["li.na", "wang.owner"]) await theCase.do(side, "closeEvidence");
    const missed = await ask("请提交本单的发货凭证原件。");
    await theCase.ring("EVIDENCE_REQUEST");
    const inference = "服务商未提交发货凭证,推定其未按时发货。";
    const decide = async (adverseInferences: object[]) => ({
      ...(await theCase.ruling({ adverseInferences })),
      leaseToken: await theCase.take(),
    });
    const chen = await theCase.moderator;
    for (const [inferences, reason] of [
      [[{ requestId: answered, inference }], "inferring"],
      [[{ requestId: missed, inference: "too short" }], "length"],
      [
        [
          { requestId: missed, inference },
          { requestId: missed, inference },
        ],
        "twice",
      ],
    ] as const) {
      const { extensions } = await chen.tryTo("issueRuling", await decide([...inferences]));
      expect([reason, extensions.code, extensions.field]).toEqual([
        reason,
        "BAD_USER_INPUT",
        {
          inferring: "input.adverseInferences.0.requestId",
          length: "input.adverseInferences.0.inference",
          twice: "input.adverseInferences.1.requestId",
        }[reason],
      ]);
    }
    await chen.do("issueRuling", await decide([{ requestId: missed, inference }]));
    const field = "ruling { id adverseInferences { requestId inference request { text missedAt } } }";
    for (const reader of [await theCase.consumer, await theCase.provider, chen]) {
      const { ruling } = await theCase.look(field, reader);
      expect(ruling.adverseInferences).toEqual([
        { requestId: missed, inference, request: { text: "请提交本单的发货凭证原件。", missedAt: expect.any(String) } },
      ]);
    }
    const { ruling } = await theCase.look("ruling { id }");
    const publicly = await world.visitor.ok(
      `query ($id: ID!) { ruling(id: $id) { adverseInferences { inference } } }`,
      {
        id: ruling.id,
      },
    );
    expect(publicly.ruling.adverseInferences).toBeNull();
  });

  test("a decision that departs from five past ones needs a reason, which only staff read", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW", { ruling: { departureReason: null } });
    const practice = await caseIn(world, "RULED");
    const ruleVersionId = await ruleVersion(world, "RETURN-1");
    await changeKept(
      world.db,
      "ruling_finding",
      "UPDATE ruling_finding SET rule_code = 'RETURN-1' WHERE ruling_id IN (SELECT id FROM ruling WHERE complaint_id = ?)",
      [practice.id],
    );
    const past = await pastRulings(practice, 5, [{ kind: "RANK_DEMOTION", days: 14 }]);
    const chen = await theCase.moderator;
    const decision = async (penalties: object[], departureReason?: string) => {
      const ruling = await theCase.ruling({ penalties, departureReason });
      const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, ruleVersionId }));
      return { ...ruling, findings, leaseToken: await theCase.take() };
    };
    const warning = [{ kind: "WARNING", reason: "首次" }];
    const long = [{ kind: "RANK_DEMOTION", days: 29, reason: "情节较重" }];
    for (const penalties of [warning, long, []]) {
      const { extensions, message } = await chen.tryTo("issueRuling", await decision(penalties));
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.departureReason" });
      expect(message).toContain("RETURN-1");
    }
    const short = await chen.tryTo("issueRuling", await decision(warning, "too short"));
    expect(short.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.departureReason" });

    const because = "服务商主动补救,且为首次违约。";
    await chen.do("issueRuling", await decision(warning, because));
    const look = (reader: Person) => theCase.look("ruling { departureReason }", reader);
    expect((await look(chen)).ruling.departureReason).toBe(because);
    for (const party of [await theCase.consumer, await theCase.provider])
      expect((await look(party)).ruling.departureReason).toBeNull();

    // What was reversed is no practice: the next warning departs from nothing, and keeps its reason all the same.
    await world.db.transact(async (tx) => {
      for (const id of past) tx.update(Ruling, id, { status: "REVERSED" });
    });
    const next = await caseIn(world, "UNDER_REVIEW");
    const free = await next.ruling({ penalties: [], departureReason: "双方均有责任,不予处理措施。" });
    const findings = (free.findings as object[]).map((finding) => ({ ...finding, ruleVersionId }));
    await next.do("chen.mod", "issueRuling", { ...free, findings, leaseToken: await next.take() });
    expect((await next.look("ruling { departureReason }")).ruling.departureReason).toBe("双方均有责任,不予处理措施。");
  });

  test("both parties get the same statement of reasons, each in their language; others none", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const penalties = [
      { kind: "RANK_DEMOTION", days: 14, reason: "未按时交付" },
      { kind: "FINE", amount: 5_000, reason: "未按时交付" },
    ];
    const ruling = await theCase.ruling({ penalties, departureReason: "情节严重,影响较大。" });
    await theCase.do("chen.mod", "issueRuling", { ...ruling, leaseToken: await theCase.take() });

    const read = async (person: Person, language: string) => {
      const { data } = await person.gql(
        `query ($id: ID!) { complaint(id: $id) { ${REASONS} } }`,
        { id: theCase.id },
        { "accept-language": language },
      );
      return data.complaint.ruling.statementOfReasons;
    };
    const { issuedAt } = (await theCase.look("ruling { issuedAt }")).ruling;
    const inChinese = await read(await theCase.consumer, "zh-CN");
    expect(inChinese).toMatchObject({
      facts: ruling.facts,
      decisionGround: "INCOMPATIBLE_CONTENT",
      explanation: ruling.reasoning,
      category: "OTHER_VIOLATION_TC",
      automatedDetection: false,
      automatedDecision: "NOT_AUTOMATED",
      source: "COMPLAINT",
      issuedAt,
      rules: [{ code: "DELIVERY-1", version: 1, text: { en: expect.stringContaining("within the time promised") } }],
      measures: [
        {
          kind: "RANK_DEMOTION",
          scope: "PROVIDER",
          listingId: null,
          territorialScope: "EVERYWHERE",
          startsAt: issuedAt,
          endsAt: new Date(Date.parse(issuedAt) + 14 * 86_400_000).toISOString(),
          days: 14,
          amount: null,
        },
        { kind: "FINE", startsAt: null, endsAt: null, days: null, amount: { amount: 5_000, currency: "CNY" } },
      ],
      redress: [
        { kind: "INTERNAL_APPEAL", text: expect.stringContaining("申诉") },
        { kind: "OUTSIDE_DISPUTE_SETTLEMENT", until: null, text: expect.stringContaining("消费者协会") },
        { kind: "COURT", until: null, text: expect.stringContaining("法院") },
      ],
    });
    const { appealableUntil } = (await theCase.look("ruling { appealableUntil }")).ruling;
    const until = timeText(appealableUntil, { locale: "zh-CN", timeZone: "Asia/Shanghai" });
    expect(inChinese.redress[0].until).toBe(appealableUntil);
    expect(inChinese.redress[0].text).toContain(until);

    const inEnglish = await read(await theCase.provider, "en");
    expect(inEnglish.redress.map(({ text }: { text: string }) => text)).toEqual([
      expect.stringContaining("appeal"),
      expect.stringContaining("consumer association"),
      expect.stringContaining("court"),
    ]);
    const untold = ({ redress: _, ...rest }: { redress: unknown }) => rest;
    expect(untold(inEnglish)).toEqual(untold(inChinese));
    expect(await read(await world.as("sun.audit"), "en")).toEqual(inEnglish);

    const { ruling: issued } = await theCase.look("ruling { id }");
    for (const stranger of [world.visitor, await world.as("tom"), await world.as("admin")]) {
      const seen = await stranger.ok(`query ($id: ID!) { ruling(id: $id) { statementOfReasons { facts } } }`, {
        id: issued.id,
      });
      expect(seen.ruling.statementOfReasons).toBeNull();
    }
  });

  further(
    "what followed from points by itself stands in the statement, which calls the decision partly automated",
    async () => {
      const theCase = await caseIn(world, "UNDER_REVIEW");
      const ruling = await theCase.ruling({ penalties: [], departureReason: "服务商已主动道歉并补救。" });
      await theCase.do("chen.mod", "issueRuling", { ...ruling, leaseToken: await theCase.take() });
      expect((await theCase.look(REASONS)).ruling.statementOfReasons).toMatchObject({
        automatedDecision: "NOT_AUTOMATED",
        measures: [],
      });
      await theCase.ring("APPEAL_WINDOW");
      expect((await theCase.look(REASONS)).ruling.statementOfReasons).toMatchObject({
        automatedDecision: "AUTOMATED_PARTIALLY",
        measures: [
          { kind: "WARNING", startsAt: expect.any(String), endsAt: expect.any(String) },
          { kind: "PUBLIC_NOTICE" },
        ],
      });
    },
  );

  further("a dismissal rests on no violation, and says so", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const ruling = await theCase.ruling({ outcome: "DISMISSED", remedies: [], penalties: [] });
    const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, result: "KEPT" }));
    await theCase.do("chen.mod", "issueRuling", { ...ruling, findings, leaseToken: await theCase.take() });
    const { ruling: issued } = await theCase.look(REASONS);
    expect(issued.statementOfReasons).toMatchObject({ decisionGround: null, measures: [] });
  });
});
