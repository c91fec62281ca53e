import fc from "fast-check";
import { PenaltyKind } from "../../../src/adjudication/measures/penalty-kind.types";
import { CATEGORIES } from "../../../src/adjudication/decisions/statement-of-reasons.types";
import { problemsOf } from "../../../src/public/transparency/check-statement.pure";
import { callsOf, callsOfLogin, clearCallsOf } from "../../../src/adjudication/register/private-names.pure";
import { restrictionOf } from "../../../src/public/transparency/restriction.pure";
import { toStatement, type StatementFacts } from "../../../src/public/transparency/statement.pure";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5, 12);

const facts = (changes: Partial<StatementFacts> = {}): StatementFacts => ({
  ...{ penaltyId: "pen_01kb0000000000000000000000", kind: "RANK_DEMOTION", cause: "RULING", isOfListing: false },
  ...{ startsAt: START, endsAt: START + 14 * DAY, amount: null, reason: "拖延。", breachClass: "ORDINARY" },
  promiseKinds: ["PRICE", "DELIVERY_TIME"],
  rules: [
    {
      code: "DELIVERY-1",
      version: 2,
      title: { zhCN: "交付时间", en: "Delivery" },
      text: { zhCN: "按时交付。", en: "In time." },
    },
  ],
  ...{ publicText: "未按承诺时间交付。", hostedSince: START - 90 * DAY },
  ...changes,
});
const statement = (changes: Partial<StatementFacts> = {}) => toStatement(facts(changes), "OTHER_VIOLATION_TC");

/** From the database's documentation, without the fields that it drops itself. */
const DOCUMENTED = {
  decision_visibility: ["DECISION_VISIBILITY_CONTENT_DISABLED"],
  decision_monetary: "DECISION_MONETARY_TERMINATION",
  end_date_monetary_restriction: "2023-08-08",
  decision_provision: "DECISION_PROVISION_TOTAL_SUSPENSION",
  decision_account: "DECISION_ACCOUNT_SUSPENDED",
  account_type: "ACCOUNT_TYPE_BUSINESS",
  decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
  decision_ground_reference_url: "https://www.anurl.com",
  content_type: ["CONTENT_TYPE_VIDEO", "CONTENT_TYPE_AUDIO", "CONTENT_TYPE_SYNTHETIC_MEDIA"],
  category: "STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN",
  incompatible_content_ground: "incompatible content grounds",
  incompatible_content_explanation: "incompatible content explanation",
  incompatible_content_illegal: "Yes",
  territorial_scope: ["PT", "ES", "DE"],
  content_language: "EN",
  content_date: "2023-08-08",
  content_id: { "EAN-13": "0123456789123" },
  application_date: "2023-08-08",
  decision_facts: "facts about the decision",
  source_type: "SOURCE_TRUSTED_FLAGGER",
  automated_detection: "No",
  automated_decision: "AUTOMATED_DECISION_PARTIALLY",
  puid: "TK421",
};

describe("the schema", () => {
  const without = (...fields: (keyof typeof DOCUMENTED)[]) =>
    Object.fromEntries(Object.entries(DOCUMENTED).filter(([field]) => !(fields as string[]).includes(field)));

  test("takes the documentation's own example", () => expect(problemsOf(DOCUMENTED)).toEqual([]));

  test.each<[string, object]>([
    [
      "no restriction at all",
      without(
        "decision_visibility",
        "decision_monetary",
        "end_date_monetary_restriction",
        "decision_provision",
        "decision_account",
      ),
    ],
    ["no facts", without("decision_facts")],
    ["facts of 5001 characters", { ...DOCUMENTED, decision_facts: "字".repeat(5_001) }],
    ["a category of the former schema", { ...DOCUMENTED, category: "STATEMENT_CATEGORY_SCOPE_OF_PLATFORM_SERVICE" }],
    ["another monetary restriction, not said which", { ...DOCUMENTED, decision_monetary: "DECISION_MONETARY_OTHER" }],
    [
      "another visibility restriction, not said which",
      { ...DOCUMENTED, decision_visibility: ["DECISION_VISIBILITY_OTHER"] },
    ],
    ["another type of content, not said which", { ...DOCUMENTED, content_type: ["CONTENT_TYPE_OTHER"] }],
    ["no ground for incompatible content", without("incompatible_content_ground")],
    ["illegal content without its ground", { ...DOCUMENTED, decision_ground: "DECISION_GROUND_ILLEGAL_CONTENT" }],
    ["a country outside the area", { ...DOCUMENTED, territorial_scope: ["CN"] }],
    ["no country", { ...DOCUMENTED, territorial_scope: [] }],
    ["a day that no month has", { ...DOCUMENTED, application_date: "2026-01-32" }],
    ["a time of the day", { ...DOCUMENTED, application_date: "2026-01-31T00:00:00Z" }],
    ["an application before the Act", { ...DOCUMENTED, application_date: "2019-12-31" }],
    [
      "the end of what is not restricted",
      { ...without("decision_account"), end_date_account_restriction: "2026-01-31" },
    ],
    ["an identifier with a dot", { ...DOCUMENTED, puid: "123.STATE" }],
    [
      "a notifier where there was none",
      { ...DOCUMENTED, source_type: "SOURCE_VOLUNTARY", source_identity: "somebody" },
    ],
    ["a field that the database does not know", { ...DOCUMENTED, url: "https://example.org" }],
  ])("refuses %s", (_, wrong) => expect(problemsOf(wrong)).not.toEqual([]));
});

test("every measure that restricts has a statement that the schema takes, whatever the texts", () => {
  const long = ["字", "🙂", "long "].map((part) => part.repeat(6_000));
  const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...long));
  const both = fc.record({ zhCN: text, en: text });
  const anything = fc.record({
    kind: fc.constantFrom(...Object.values(PenaltyKind)),
    cause: fc.constantFrom("RULING" as const, "THRESHOLD" as const, "UNREMEDIED" as const),
    isOfListing: fc.boolean(),
    startsAt: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2036, 0, 1) }),
    endsAt: fc.option(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2037, 11, 31) })),
    amount: fc.option(fc.record({ amount: fc.integer({ min: 1 }), currency: fc.constant("CNY") })),
    hostedSince: fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2036, 0, 1) }),
    breachClass: fc.constantFrom(...(Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[])),
    promiseKinds: fc.subarray(["PRICE", "QUALITY", "OTHER"]),
    rules: fc.array(fc.record({ code: fc.constant("A-1"), version: fc.nat(), title: both, text: both }), {
      maxLength: 3,
    }),
    ...{ reason: text, publicText: text },
  });
  fc.assert(
    fc.property(anything, (drawn) => {
      const made = toStatement(facts(drawn), CATEGORIES[drawn.breachClass]);
      if (drawn.kind === "WARNING" || drawn.kind === "PUBLIC_NOTICE") return expect(made).toBeNull();
      expect(problemsOf(made)).toEqual([]);
      const { application_date: from = "", content_date: hosted = "" } = made ?? {};
      expect(hosted <= from).toBe(true);
      for (const [field, date] of Object.entries(made ?? {}))
        if (field.startsWith("end_date")) expect(date >= from).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("a demotion: what it restricts, for how long, on what ground and how far by machine", () => {
  expect(statement()).toMatchObject({
    decision_visibility: ["DECISION_VISIBILITY_CONTENT_DEMOTED"],
    application_date: "2026-01-05",
    end_date_visibility_restriction: "2026-01-19",
    decision_facts: expect.stringContaining("未按承诺时间交付。"),
    incompatible_content_ground: "DELIVERY-1 (version 2): Delivery",
    incompatible_content_explanation: "拖延。\nIn time.",
    category: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    category_specification_other: "Broken promise: DELIVERY_TIME, PRICE.",
    content_date: "2025-10-07",
    automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
    source_type: "SOURCE_TYPE_OTHER_NOTIFICATION",
  });
  expect(statement({ cause: "THRESHOLD" })).toMatchObject({ automated_decision: "AUTOMATED_DECISION_PARTIALLY" });
});

test("each kind of measure is told as what it does", () => {
  const told = (kind: PenaltyKind, changes: Partial<StatementFacts> = {}) => restrictionOf(facts({ kind, ...changes }));
  expect(told("LISTING_FREEZE", { isOfListing: true })).not.toHaveProperty("decision_provision");
  expect(told("LISTING_FREEZE")).toMatchObject({ decision_provision: "DECISION_PROVISION_PARTIAL_SUSPENSION" });
  expect(told("SUSPENSION")).toMatchObject({ decision_account: "DECISION_ACCOUNT_SUSPENDED" });
  expect(told("TERMINATION")).toMatchObject({ decision_account: "DECISION_ACCOUNT_TERMINATED" });
  expect(told("FINE", { amount: { amount: 500_000, currency: "CNY" } })?.decision_monetary_other).toMatch(/500000 CNY/);
  const suspended = statement({ kind: "SUSPENSION" });
  expect(suspended).toMatchObject({
    end_date_account_restriction: "2026-01-19",
    end_date_visibility_restriction: "2026-01-19",
  });
  expect(statement({ kind: "TERMINATION", endsAt: null })).not.toHaveProperty("end_date_account_restriction");
});

test("a person is called by their whole name, a part of it, or their surname and a title", () => {
  expect(callsOf("李娜")).toEqual(expect.arrayContaining(["李娜", "李女士", "李某"]));
  // Whoever writes these may mean nobody, or take care to name nobody.
  expect(clearCallsOf("李娜")).toEqual(expect.not.arrayContaining(["李总", "李某"]));
  expect([callsOfLogin("li.na"), callsOfLogin("48h"), callsOfLogin("2026")]).toEqual([["li.na"], [], []]);
  expect(callsOf("欧阳菲")).toEqual(expect.arrayContaining(["欧阳女士"]));
  expect(callsOf("Tom Baker")).toEqual(["Tom Baker", "Tom", "Baker"]);
  expect(callsOf("J. R. Smith")).toEqual(["J. R. Smith", "Smith"]);
});
