import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MESSAGES } from "../../src/app/messages";
import { CLOCKS } from "../../src/case/complaints/clock-names.pure";
import { noticeText } from "../../src/case/inbox/notice-text.pure";
import type { EventType } from "../../src/platform/database/event";
import type { LocaleSettings } from "../../src/platform/identity/actor";
import { say } from "../../src/platform/messages/explain";
import type { Params } from "../../src/platform/messages/params";
import { notForPeople } from "../support/words";

const SRC = join(__dirname, "../../src");
const districts = readdirSync(SRC).filter((district) => existsSync(join(SRC, district, "messages/en.json")));

const keysOf = (district: string, locale: string): string[] =>
  Object.keys(JSON.parse(readFileSync(join(SRC, district, `messages/${locale}.json`), "utf8")) as object);

/** What each language says apart from `_one` and `_other`, which Chinese has no need of. */
const said = (keys: string[]): string[] => [...new Set(keys.map((key) => key.replace(/_(one|other)$/, "")))].sort();

test("each district says the same in both languages", () => {
  for (const district of districts) expect(said(keysOf(district, "zh-CN"))).toEqual(said(keysOf(district, "en")));
});

test.each(["en", "zh-CN"] as const)("no two districts say something under the same key: %s", (locale) => {
  const keys = districts.flatMap((district) => keysOf(district, locale));
  expect(Object.keys(MESSAGES[locale]).sort()).toEqual(keys.sort());
});

test("one is said as one", () => {
  expect(say("erasure.memberships", "en", { count: 1 })).toBe("You act for a provider. Leave it first.");
  expect(say("erasure.memberships", "en", { count: 2 })).toBe("You act for 2 providers. Leave them first.");
  expect(say("erasure.memberships", "zh-CN", { count: 1 })).toContain("1");
  expect(say("signIn.tooMany", "en", { seconds: 1 })).toBe("Too many attempts. Try again in 1 s.");
  expect(say("text.tooShort", "en", { min: 1 })).toBe("This needs at least 1 character.");
  expect(say("text.tooShort", "en", { min: 2 })).toBe("This needs at least 2 characters.");
  expect(say("text.tooShort", "zh-CN", { min: 1 })).toContain("1");
});

/** Placeholders without a format that hold no number. */
const WORDS = new Set(
  `about accepted allowed change chance code costs example expected externalId field found holder id last like login name number person problem provider question reason requestId said score share target type value version what zone time`.split(
    /\s+/,
  ),
);

/** The text where all that it counts is so many. */
function sayOf(key: string, text: string, count: number): string {
  const placeholders = [...text.matchAll(/\{\{(\w+)(?:, (\w+))?/g)];
  const params = placeholders.map(([, name = "", format]) => [
    name,
    format === "counted" || (!format && !WORDS.has(name))
      ? count
      : format === "money"
        ? { amount: 5, currency: "CNY" }
        : "",
  ]);
  return say(key, "en", Object.fromEntries(params) as Params);
}

test("what a text counts agrees with its number", () => {
  for (const [key, text] of Object.entries(MESSAGES.en)) {
    const [one, two] = [sayOf(key, text, 1), sayOf(key, text, 2)];
    expect([key, one]).toEqual([
      key,
      expect.not.stringMatching(/\b1 (?!of |in |at |after )([a-z]+ )?[a-z]*[^aius\W]s\b/i),
    ]);
    for (const [, singular, plural] of text.matchAll(/counted\(one: ([^;)]+); other: ([^)]+)\)/g)) {
      expect(one).toContain(`1 ${singular}`);
      expect(two).toContain(`2 ${plural}`);
    }
  }
});

const SCHEMA = readFileSync(join(SRC, "../schema/schema.graphql"), "utf8");
/** The values of an enum of the schema. */
const valuesOf = (name: string): string[] =>
  (new RegExp(`^enum ${name} \\{\\n([\\s\\S]*?)^\\}`, "m").exec(SCHEMA)?.[1] ?? "").match(/(?<=^ {2})[A-Z]\w*$/gm) ??
  [];

/** What is shown through a label, and the enum that says which values there are. */
const LABELS: Record<string, readonly string[]> = {
  clock: CLOCKS,
  complaintStatus: valuesOf("ComplaintStatus"),
  dossierReader: valuesOf("DossierReader"),
  filingLimitGrade: valuesOf("FilingLimitGrade"),
  instructionFailure: valuesOf("InstructionFailure"),
  instructionFlag: valuesOf("InstructionFlag"),
  instructionKind: valuesOf("InstructionKind"),
  interimMeasureKind: valuesOf("InterimMeasureKind"),
  listingStatus: valuesOf("ListingStatus"),
  orderStatus: valuesOf("OrderStatus"),
  paymentChannel: valuesOf("PaymentChannel"),
  paymentPurpose: valuesOf("PaymentPurpose"),
  paymentStatus: valuesOf("PaymentStatus"),
  penaltyKind: valuesOf("PenaltyKind"),
  promiseKind: valuesOf("PromiseKind"),
  providerStatus: valuesOf("ProviderStatus"),
  "register.outcome": valuesOf("RulingOutcome"),
  remedyKind: valuesOf("RemedyKind"),
  roleName: valuesOf("Role"),
  scope: valuesOf("Scope"),
  verificationKind: valuesOf("VerificationKind"),
};

describe.each(["en", "zh-CN"] as const)("in %s", (locale) => {
  const texts = Object.entries(MESSAGES[locale]);

  test("what a label shows has a word for each of its values", () => {
    const shown = new Set(
      texts.flatMap(([, text]) => [...text.matchAll(/label\(of: ([\w.]+)\)/g)].map(([, of]) => of)),
    );
    shown.delete("promiseTerm");
    expect([...shown].sort()).toEqual(Object.keys(LABELS).sort());
    const missing = Object.entries(LABELS).flatMap(([of, values]) => {
      expect([of, values.length]).not.toEqual([of, 0]);
      return values.map((value) => `${of}.${value}`).filter((key) => !(key in MESSAGES[locale]));
    });
    expect(missing).toEqual([]);
  });

  test("a notice says the times that it is about", () => {
    for (const [key, text] of texts.filter(([each]) => each.startsWith("notice.")))
      for (const [, name = ""] of text.matchAll(/\{\{(\w+), moment\}\}/g)) {
        const type = key.slice("notice.".length) as EventType;
        const at = Date.UTC(2031, 0, 2);
        const told = noticeText(type, { [name]: at }, "A", { locale, timeZone: "Asia/Shanghai" });
        expect([key, told]).toEqual([key, expect.stringMatching(/2031年1月2日|2 Jan 2031/)]);
      }
  });

  test("a sentence of its own says until when, where the event knows", () => {
    const at = Date.UTC(2031, 0, 2);
    const reader = { locale, timeZone: "Asia/Shanghai" } as const;
    const kind = "SUSPENSION";
    for (const [type, data] of [
      ["COMPLAINT_EXPIRED", { to: "CLOSED", reopenableUntil: at }],
      ["COMPENSATION_DUE", { contestableUntil: at }],
      ["LICENCE_CONTESTED", { answerDueAt: at }],
      ["PENALTY_AWAITS_APPROVAL", { kind, hearingUntil: at, endsAt: null }],
      ["PENALTY_STARTED", { kind, endsAt: at }],
    ] as const) {
      expect(noticeText(type, data, "A", reader)).toMatch(/2031年1月2日|2 Jan 2031/);
      expect(noticeText(type, { kind }, "A", reader)).toMatch(/[a-z]\.$|。$/);
    }
  });

  test("what is given up was not looked for in vain", () => {
    const owed = { purpose: "REPAYMENT", amount: 50_000, currency: "CNY", reason: "B." } as const;
    const told = noticeText("PAYMENT_REJECTED", owed, "A", { locale, timeZone: "Asia/Shanghai" });
    expect(told).toMatch(
      /^The ¥500.00 that a consumer owed back is not asked for any more: A. B.$|^A：消费者应退还的 ¥500.00 不再追收。B.$/,
    );
  });

  test("no text has a name of a value, a moment of programs or an amount without a format", () => {
    for (const [key, text] of texts) {
      expect([key, notForPeople(text.replace(/\{\{[^}]*\}\}/g, ""))]).toEqual([key, undefined]);
      const bare = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
      expect([
        key,
        bare.filter((name) => /At$|^(at|until|amount|price|currency|status|clock)$/.test(name ?? "")),
      ]).toEqual([key, []]);
    }
  });
});

test("a moment is told by the reader's clock, an amount with the decimals of its currency, a state by its name", () => {
  const dueAt = Date.parse("2026-11-28T07:14:18.181Z");
  const told = (reader: LocaleSettings): string => say("notice.FINE_DUE", reader, { about: "A", dueAt });
  expect(told({ locale: "zh-CN", timeZone: "Asia/Shanghai" })).toBe(
    "A的违约金应在 2026年11月28日 15:14（北京时间）前缴纳。",
  );
  expect(told({ locale: "en", timeZone: "Asia/Shanghai" })).toBe(
    "A contract charge of A is due by 28 Nov 2026, 15:14 (Beijing time).",
  );
  expect(told({ locale: "en", timeZone: "Europe/Paris" })).toBe(
    "A contract charge of A is due by 28 Nov 2026, 08:14 (GMT+1).",
  );
  const most = { amount: 300_000, currency: "CNY" };
  expect(say("amount.aboveOrder", "zh-CN", { most })).toBe("金额超出本订单允许的上限（¥3,000.00）。");
  expect(say("amount.aboveOrder", "en", { most: { amount: 5_000, currency: "JPY" } })).toContain("(JPY\u00a05,000)");
  expect(say("state", "zh-CN", { status: "EVIDENCE" })).toBe("案件处于举证中状态时不能进行此操作。");
  expect(say("vetting.missing", "en", { kinds: ["IDENTITY", "LICENCE"] })).toContain("identity, business licence");
});
