import type { FactUnit } from "../../api/schema.generated";
import { formatList, formatMoney, formatNumber, formatStake } from "../../text/format";
import { defineText, say } from "../../text/language";
import type { MoneyLike } from "../../text/money";
import { VARIABLES } from "./variables";

export type Values = Record<(typeof VARIABLES)[number], string | null>;

const text = defineText("textValues", {
  en: {
    hours: "{{count, counted(one: hour; other: hours)}}",
    days: "{{count, counted(one: day; other: days)}}",
  },
  zh: { hours: "{{count}} 小时", days: "{{count}} 天" },
});

interface Breach {
  expected: string;
  delivered: string;
  atStake: MoneyLike;
  machineFinding: { facts: { promised: number; observed: number; unit: FactUnit } } | null;
}

interface Case {
  provider: { legalName: string };
  order: { title: string };
}

/** What the variables stand for in a case: of one of its breaches, or of all. */
export function caseValues({ provider, order }: Case, breaches: readonly Breach[]): Values {
  const each = breaches.map(ofBreach);
  const joined = (name: keyof (typeof each)[number]): string | null => {
    const said = [...new Set(each.flatMap((one) => one[name] ?? []))];
    return said.length === 0 ? null : formatList(said);
  };
  return {
    promised: joined("promised"),
    observed: joined("observed"),
    days: joined("days"),
    amount: joined("amount"),
    provider: provider.legalName,
    order: order.title,
    remedy: null,
    penalty: null,
    term: null,
  };
}

/** What a remedy or a penalty is, as far as it is written: its kind, its sum and its days. */
export interface Measure {
  kind: string;
  amount: number | null;
  days: string;
}

type Ordered = Pick<Values, "amount" | "term"> & { said: string | null };

function ofMeasure({ kind, amount, days }: Measure, currency: string): Ordered {
  const sum = amount === null ? null : formatMoney({ amount, currency });
  return {
    said: kind === "" ? null : [kind, sum].filter((part) => part !== null).join(" "),
    amount: sum,
    term: /^\d+$/.test(days) ? say(text, "days", { count: Number(days) }) : null,
  };
}

/** Of one remedy or penalty: its own sum and days instead of the case's. */
export function measureValues(of: "remedy" | "penalty", measure: Measure, values: Values, currency: string): Values {
  const { said, amount, term } = ofMeasure(measure, currency);
  return { ...values, [of]: said, amount: amount ?? values.amount, term };
}

/** Of all that is ordered, for what is said of the whole decision. */
export function withMeasures(
  values: Values,
  currency: string,
  { remedies, penalties }: Record<"remedies" | "penalties", readonly Measure[]>,
): Values {
  const all = (measures: readonly Measure[]): string | null => {
    const said = measures.flatMap((measure) => ofMeasure(measure, currency).said ?? []);
    return said.length === 0 ? null : formatList(said);
  };
  return { ...values, remedy: all(remedies), penalty: all(penalties) };
}

const IN_DAYS: Partial<Record<FactUnit, number>> = { HOURS: 24, DAYS: 1 };

function ofBreach({ expected, delivered, atStake, machineFinding }: Breach) {
  const amount = atStake.amount === 0 ? null : formatStake(atStake);
  if (!machineFinding) return { promised: expected, observed: delivered, days: null, amount };
  const { promised, observed, unit } = machineFinding.facts;
  const measured = (value: number): string =>
    unit === "MINOR_UNITS"
      ? formatMoney({ amount: value, currency: atStake.currency })
      : say(text, unit === "HOURS" ? "hours" : "days", { count: formatNumber(value, 1) });
  const perDay = IN_DAYS[unit];
  return {
    promised: measured(promised),
    observed: measured(observed),
    days: perDay === undefined ? null : formatNumber(Math.ceil((observed - promised) / perDay)),
    amount,
  };
}

/** Where the case says nothing. */
export const BLANK = "____";

export const filled = (template: string, values: Values): string =>
  VARIABLES.reduce((said, name) => said.replaceAll(`{{${name}}}`, () => values[name] ?? BLANK), template);
