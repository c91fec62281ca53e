import type { HouseRules } from "./house-rules";
import type { HouseRule, UnitOf } from "./house-rules.table";

/** Numbers of several rules, or of one, that make no sense unless they fit each other. */
interface Combination {
  rules: readonly HouseRule[];
  fits: (rules: HouseRules) => boolean;
}

const ascending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? -Infinity));
const notDescending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? -Infinity));

/** The first is at most the second, which have the same unit. */
const atMost = <A extends HouseRule, B extends HouseRule>(a: A, b: B, unit: UnitOf<A> & UnitOf<B>): Combination => ({
  rules: [a, b],
  fits: (rules) => rules.number(a, unit) <= rules.number(b, unit),
});

/** The same within one rule. */
const within = <R extends HouseRule>(rule: R, lesser: UnitOf<R>, greater: UnitOf<R>): Combination => ({
  rules: [rule],
  fits: (rules) => rules.number(rule, lesser) <= rules.number(rule, greater),
});

/** While the sides negotiate: whatever ends that first is all that ever happens. */
const beforeNegotiationEnds = (
  rule: "clock.FIRST_RESPONSE_GRACE" | "clock.COMPENSATION_CLAIM" | "escalation.opens",
): Combination => ({
  rules: [rule, "clock.NEGOTIATION"],
  fits: (rules) => rules.number(rule, "hours") < rules.number("clock.NEGOTIATION", "days") * 24,
});

const LADDER = ["threshold.4", "threshold.8", "threshold.12", "threshold.24", "threshold.36"] as const;
const LEVELS = ["points.L1", "points.L2", "points.L3", "points.L4"] as const;
const CURRENCIES = ["CNY", "USD", "EUR", "JPY", "other"] as const;
const VERIFICATIONS = ["IDENTITY", "LICENCE", "ADDRESS", "PAYMENT_ACCOUNT", "QUALIFICATION"] as const;

const COMBINATIONS: readonly Combination[] = [
  { rules: LADDER, fits: (rules) => ascending(LADDER.map((rung) => rules.number(rung, "points"))) },
  { rules: LEVELS, fits: (rules) => notDescending(LEVELS.map((level) => rules.number(level, "points"))) },
  ...CURRENCIES.map((currency) => atMost("charge.least", "charge.most", currency)),
  ...VERIFICATIONS.map((kind) => within(`verification.${kind}`, "reminderDays", "validDays")),
  within("rate.bar", "least", "most"),
  within("rate.window", "days", "longDays"),
  within("promise.compensation", "percentPerDay", "capPercent"),
  within("uploads.perDay", "bytes", "arrivedBytes"),
  atMost("session.idle", "session.longest", "days"),
  atMost("clock.FIRST_RESPONSE", "clock.FIRST_RESPONSE_GRACE", "hours"),
  atMost("clock.ADMISSIBILITY", "clock.ADMISSIBILITY_DEFAULT", "workingDays"),
  atMost("fastTrack.ADMISSIBILITY", "fastTrack.ADMISSIBILITY_DEFAULT", "hours"),
  // Otherwise nobody is paid by silence, or takes a case that the other side only answers to the platform.
  beforeNegotiationEnds("clock.FIRST_RESPONSE_GRACE"),
  beforeNegotiationEnds("clock.COMPENSATION_CLAIM"),
  beforeNegotiationEnds("escalation.opens"),
  // What may be taken up again is still there to be read.
  atMost("reopen.window", "retention.case", "days"),
  atMost("compensation.contest", "retention.case", "days"),
  // One file of the size that is allowed is not more than a day allows.
  atMost("evidence.size", "uploads.perDay", "bytes"),
  atMost("vetting.documents", "uploads.perDay", "bytes"),
  atMost("training.reminder", "training.due.MANDATORY", "days"),
  {
    rules: ["reputation.exponents"],
    fits: (rules) => Object.values(rules.value("reputation.exponents")).some((weight) => weight > 0),
  },
];

/** The rules that do not fit each other, of those that one of `changed` is among; null when all do. */
export const misfit = (rules: HouseRules, changed: readonly HouseRule[]): readonly HouseRule[] | null =>
  COMBINATIONS.find((each) => each.rules.some((rule) => changed.includes(rule)) && !each.fits(rules))?.rules ?? null;

/** The numbers that go into a score: whoever reads one can tell by the version which they were. */
const FORMULA = /^reputation\.(?!formula$|refresh$|told$|explore$|outlook$|causes$)/;

/** A change of the formula's numbers takes a new version from the same moment on. */
export const lacksVersion = (before: HouseRules, after: HouseRules, changed: readonly HouseRule[]): boolean =>
  changed.some((code) => FORMULA.test(code) || code === "reputation.formula") &&
  after.number("reputation.formula", "version") <= before.number("reputation.formula", "version");
