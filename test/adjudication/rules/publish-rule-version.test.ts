import { createRuleDraft } from "../../../src/adjudication/rules/create-rule-draft";
import { publishRuleVersion } from "../../../src/adjudication/rules/publish-rule-version";
import { RuleVersion } from "../../../src/adjudication/rules/rule-version.entity";
import { seedRules } from "../../../src/adjudication/rules/seed-rules";
import { Court, DAY, refused } from "../rulings/court";
import { forEachDatabase } from "../../support/databases";

forEachDatabase((kind, further) => {
  let court: Court;
  beforeEach(async () => (court = await Court.open(kind)));
  afterEach(() => court[Symbol.asyncDispose]());

  const CONTENT = {
    title: { zhCN: "新", en: "New" },
    text: { zhCN: "新", en: "New" },
    severity: "L3" as const,
    measures: ["FINE" as const, "WARNING" as const, "FINE" as const],
  };
  const publish = async (code: string, inDays: number) => {
    await court.run(createRuleDraft, "admin", { code, ...CONTENT });
    return announce(code, inDays);
  };
  const announce = (code: string, inDays: number, by = "zhou.lead") =>
    court.run(publishRuleVersion, by, { code, ...CONTENT, effectiveFrom: court.clock.at + inDays * DAY });
  const inForce = async (at: number) =>
    (
      await court.ask(null, `query ($at: DateTime) { rules(at: $at) { code version measures effectiveUntil } }`, {
        at: new Date(at).toISOString(),
      })
    ).rules;

  further("the next version takes over when it begins, and what was ordered before keeps the old one", async () => {
    const { ruleVersionId } = await publish("GIFT-1", 8);
    const begins = court.clock.at + 8 * DAY;
    expect(await inForce(begins - 1)).toContainEqual(
      expect.objectContaining({ code: "GIFT-1", version: 1, effectiveUntil: new Date(begins).toISOString() }),
    );
    expect(await inForce(begins)).toContainEqual({
      code: "GIFT-1",
      version: 2,
      measures: ["FINE", "WARNING"],
      effectiveUntil: null,
    });
    expect(await inForce(begins)).toHaveLength(10);
    expect(
      (await court.ask(null, `query ($id: ID!) { ruleVersion(id: $id) { code severity } }`, { id: ruleVersionId }))
        .ruleVersion,
    ).toEqual({ code: "GIFT-1", severity: "L3" });
  });

  further("too short a notice is refused with the earliest date", async () => {
    const earliest = court.clock.at + 7 * DAY;
    await expect(publish("GIFT-1", 6.99)).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      details: { reason: "rule.noticeTooShort", availableAt: earliest },
    });
  });

  further(
    "one that would begin in a distant year, and be the last for ever, is refused with the latest date",
    async () => {
      await expect(publish("GIFT-1", 7 + 366)).rejects.toMatchObject({
        code: "BAD_USER_INPUT",
        details: {
          reason: "houseRules.beginsTooLate",
          field: "input.effectiveFrom",
          params: { latest: court.clock.at + (7 + 365) * DAY },
        },
      });
    },
  );

  test("of two new rules under one code at once one wins", async () => {
    const results = await Promise.allSettled([publish("NEW-1", 8), publish("NEW-1", 9)]);
    expect((await court.db.find(RuleVersion, { code: "NEW-1" })).length).toBe(
      results.filter(({ status }) => status === "fulfilled").length,
    );
    for (const result of results)
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({
          code: expect.stringMatching(/ALREADY_EXISTS|BAD_USER_INPUT|NOT_IN_THIS_STATE/),
        });
  });

  test("nobody announces alone: a second person says what an administrator has drafted, word for word", async () => {
    const notDrafted = { code: "SECOND_APPROVER_REQUIRED", details: { reason: "rule.notDrafted" } };
    for (const by of ["admin", "zhou.lead"]) await expect(announce("GIFT-1", 8, by)).rejects.toMatchObject(notDrafted);
    await court.run(createRuleDraft, "admin", { code: "GIFT-1", ...CONTENT, severity: "L2" });
    await expect(announce("GIFT-1", 8)).rejects.toMatchObject(notDrafted);
    await court.run(createRuleDraft, "admin", { code: "GIFT-1", ...CONTENT });
    await expect(announce("GIFT-1", 8, "admin")).rejects.toMatchObject(notDrafted);
    expect(await court.db.find(RuleVersion, { code: "GIFT-1" })).toHaveLength(1);
    await announce("GIFT-1", 8);
    expect(await court.db.find(RuleVersion, { code: "GIFT-1" })).toHaveLength(2);
    // A draft is announced once.
    await expect(announce("GIFT-1", 20)).rejects.toMatchObject(notDrafted);
  });

  further("only administrators and leads publish, and codes have a form", async () => {
    const mutation = `mutation ($input: PublishRuleVersionInput!) { publishRuleVersion(input: $input) { ruleVersion { version } } }`;
    const input = {
      code: "GIFT-1",
      title: { zhCN: "新", en: "New" },
      text: { zhCN: "新", en: "New" },
      severity: "L1",
      measures: [],
      effectiveFrom: new Date(court.clock.at + 30 * DAY).toISOString(),
    };
    await expect(court.ask("chen.mod", mutation, { input })).rejects.toEqual(refused("FORBIDDEN"));
    await court.run(createRuleDraft, "admin", { ...input, severity: "L1", measures: [] });
    await court.run(createRuleDraft, "admin", { ...input, severity: "L1", measures: [] });
    await expect(court.ask("zhou.lead", mutation, { input: { ...input, code: "gift 1" } })).rejects.toEqual(
      refused("BAD_USER_INPUT", "text.pattern"),
    );
    expect(await court.ask("zhou.lead", mutation, { input })).toEqual({
      publishRuleVersion: { ruleVersion: { version: 2 } },
    });
    await expect(court.ask("zhou.lead", mutation, { input })).rejects.toEqual(
      refused("BAD_USER_INPUT", "rule.beforeLatest"),
    );
  });

  test("the default rulebook is added once", async () => {
    await court.db.transact(seedRules);
    expect(await court.db.find(RuleVersion, {})).toHaveLength(10);
  });
});
