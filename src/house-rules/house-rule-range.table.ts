import type { HouseRule, HouseRuleUnit, UnitOf } from "./house-rules.table";

/** The least and the most that a number may be, and whether it may have decimals. */
export interface Range {
  least: number;
  most: number;
  decimals: boolean;
}

const whole = (least: number, most: number): Range => ({ least, most, decimals: false });
const decimal = (least: number, most: number): Range => ({ least, most, decimals: true });

const FLAG = whole(0, 1);
const PART = decimal(0, 1);
const PERCENT = decimal(0, 100);
const DAYS = whole(1, 3_650);
const DAYS_OR_NONE = whole(0, 365);
const DAYS_OF_PENALTY = whole(1, 365);
const COUNT = whole(1, 1_000);
const MONEY = whole(0, 1_000_000_000_000);
/** What takes neither days nor an amount. */
const NOTHING = whole(0, 0);
/** E-commerce law, article 34: changed rules are announced at least seven days before they are in force. */
const LAWFUL_NOTICE = whole(7, 365);

/** Of each unit, wherever nothing else is said below. Wide: they keep out what breaks the platform, not what is unwise. */
// oxfmt-ignore
const OF_UNITS: Record<HouseRuleUnit, Range> = {
  minutes: whole(1, 10_080),
  hours: whole(1, 8_760),
  days: DAYS,
  fromHour: whole(0, 23),
  untilHour: whole(0, 23),
  againHours: whole(1, 720),
  workingDays: whole(1, 250),
  validDays: DAYS,
  reminderDays: DAYS_OR_NONE,
  graceDays: DAYS_OR_NONE,
  expiresAfterDays: DAYS,
  halfLifeDays: DAYS,
  accountDays: DAYS_OR_NONE,
  times: whole(1, 100),
  percentPerDay: PERCENT,
  capPercent: PERCENT,
  amountPercent: PERCENT,
  multiple: decimal(1, 100),
  count: COUNT,
  perPerson: COUNT,
  perPersonAndDay: COUNT,
  perDay: whole(1, 1_000_000),
  complaints: whole(0, 100),
  perKind: whole(1, 100),
  perCaseAndSide: COUNT,
  people: whole(1, 10),
  leads: whole(1, 1_000),
  pauses: FLAG,
  fromLevel: whole(1, 5),
  consumers: whole(0, 1_000),
  wrongCodes: whole(1, 20),
  recoveryCodes: whole(1, 50),
  files: whole(1, 100_000),
  bytes: whole(1_024, 10_737_418_240),
  arrivedBytes: whole(1_024, 10_737_418_240),
  points: whole(0, 1_000),
  costlyPoints: whole(1_000_000, 500_000_000),
  characters: whole(5, 1_000),
  wholeText: whole(1, 1_000),
  minorUnits: MONEY,
  CNY: MONEY,
  USD: MONEY,
  EUR: MONEY,
  JPY: MONEY,
  other: MONEY,
  findings: whole(1, 10_000),
  rulings: COUNT,
  steps: whole(1, 8),
  rungs: whole(1, 5),
  percent: PERCENT,
  permille: decimal(1, 1_000),
  required: FLAG,
  events: COUNT,
  orders: whole(1, 10_000_000),
  perConsumer: COUNT,
  longDays: DAYS,
  cases: whole(1, 10_000),
  shown: whole(1, 100),
  version: whole(1, 1_000_000),
  newBelow: whole(0, 1_000),
  most: PART,
  weight: decimal(1, 10_000),
  rate: decimal(0.000_1, 1),
  prior: PART,
  partly: PART,
  least: PART,
  keep: PART,
  answered: PART,
  solved: PART,
  verified: PART,
  settled: PART,
  providers: COUNT,
  share: PART,
  further: PART,
  freshDays: DAYS_OR_NONE,
  fresh: PART,
  leastFault: PART,
  z: decimal(0.5, 5),
  reputationPercent: PERCENT,
  L1: PART,
  L2: PART,
  L3: PART,
  L4: PART,
  WARNING: NOTHING,
  PUBLIC_NOTICE: NOTHING,
  RANK_DEMOTION: DAYS_OF_PENALTY,
  MANDATORY_TRAINING: NOTHING,
  FINE: MONEY,
  LISTING_FREEZE: DAYS_OF_PENALTY,
  SUSPENSION: DAYS_OF_PENALTY,
  TERMINATION: NOTHING,
  NOTICE: DAYS_OF_PENALTY,
  PACED: DAYS_OF_PENALTY,
  PAUSED: DAYS_OF_PENALTY,
  STATUTORY: FLAG,
  LAWFUL_RETURN: FLAG,
};

/** Where a unit means something else than usually. */
const OF_RULES: { readonly [Rule in HouseRule]?: { readonly [Unit in UnitOf<Rule>]?: Range } } = {
  "uploads.image": { points: whole(1_000_000, 500_000_000) },
  "promise.notice": { days: LAWFUL_NOTICE },
  "rule.notice": { days: LAWFUL_NOTICE },
  "houseRules.notice": { days: LAWFUL_NOTICE },
  "promise.check": { least: COUNT },
  "promise.kept": { least: COUNT },
  "points.incident": { days: DAYS_OR_NONE },
  "points.duties": { PUBLIC_NOTICE: FLAG, MANDATORY_TRAINING: FLAG },
  "interim.renewals": { times: whole(0, 100) },
  "charge.share": { L1: PERCENT, L2: PERCENT, L3: PERCENT, L4: PERCENT },
  "penalty.ends": { WARNING: DAYS, PUBLIC_NOTICE: DAYS },
  "reputation.orders": { most: COUNT },
  "reputation.caps": { RANK_DEMOTION: PERCENT, LISTING_FREEZE: PERCENT, SUSPENSION: PERCENT },
  "reputation.serious": { L3: PERCENT, L4: PERCENT },
};

export function rangeOf(code: HouseRule, unit: HouseRuleUnit): Range {
  const own: Partial<Record<HouseRuleUnit, Range>> | undefined = OF_RULES[code];
  return own?.[unit] ?? OF_UNITS[unit];
}
