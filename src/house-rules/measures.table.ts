/** What the market enforces against a provider while a penalty is in force, the mildest first. */
export const MARKET_RESTRICTIONS = ["PLACE", "ORDERS", "TRADE", "COOPERATION"] as const;
export type MarketRestriction = (typeof MARKET_RESTRICTIONS)[number];

interface Measure {
  /** The one quantity it requires: how long it lasts, or how much it costs. Without days it is done at once, or lasts until something else ends it. */
  takes: "DAYS" | "AMOUNT" | null;
  /** Whether it acts while the ruling can still be appealed: always, when it is short, or never; then an appeal also stays it. */
  acts: "AT_ONCE" | "WHEN_SHORT" | "WHEN_FINAL";
  /** Whether a ruling that orders it needs a second person; a penalty triggered by points needs one when it is ALWAYS. */
  approval: "ALWAYS" | "WHEN_LARGE" | null;
  /**
   * PLACE: its listings rank after those of others. NEW_LISTINGS: it can publish no new listings. ORDERS: what it concerns, one listing or
   * all, cannot be ordered. TRADE: it neither publishes nor sells. COOPERATION: the same, forever.
   */
  restricts: MarketRestriction | "NEW_LISTINGS" | null;
}

/**
 * Every kind of penalty, one row a line, the mildest first: everything that depends on the kind alone is read from here, including its gravity.
 *
 * The table is in house-rules because both the market, which checks restrictions at every order, and adjudication, which orders
 * penalties, read it. A list that adjudication registers with the market at start would be mere text to the compiler, and where it
 * was not registered no provider would be restricted.
 */
// oxfmt-ignore
export const MEASURES = {
  WARNING:            { takes: null,     acts: "AT_ONCE",    approval: null,         restricts: null },
  PUBLIC_NOTICE:      { takes: null,     acts: "AT_ONCE",    approval: null,         restricts: null },
  RANK_DEMOTION:      { takes: "DAYS",   acts: "WHEN_SHORT", approval: null,         restricts: "PLACE" },
  MANDATORY_TRAINING: { takes: null,     acts: "AT_ONCE",    approval: null,         restricts: "NEW_LISTINGS" },
  FINE:               { takes: "AMOUNT", acts: "WHEN_FINAL", approval: "WHEN_LARGE", restricts: null },
  LISTING_FREEZE:     { takes: "DAYS",   acts: "WHEN_SHORT", approval: null,         restricts: "ORDERS" },
  SUSPENSION:         { takes: "DAYS",   acts: "WHEN_FINAL", approval: "ALWAYS",     restricts: "TRADE" },
  TERMINATION:        { takes: null,     acts: "WHEN_FINAL", approval: "ALWAYS",     restricts: "COOPERATION" },
} as const satisfies Record<string, Measure>;

export type PenaltyKind = keyof typeof MEASURES;

/** The API's description of each. */
// oxfmt-ignore
export const PENALTY_DESCRIPTIONS: Record<PenaltyKind, string> = {
  WARNING:            "警告. Kept on the record. Takes no days; ends by house rule.",
  PUBLIC_NOTICE:      "公示. Shown on the provider's page until it ends by house rule, and in the public register for good. Takes no days.",
  RANK_DEMOTION:      "降权. All listings of the provider rank after those of others in search, for a number of days.",
  MANDATORY_TRAINING: "培训. The provider must pass a course. Takes no days.",
  FINE:               "违约金. Needs an amount; takes no days. Due when the ruling is final.",
  LISTING_FREEZE:     "冻结. One listing, or all when none is named, cannot be ordered, for a number of days.",
  SUSPENSION:         "暂停经营. The provider neither publishes nor sells, for a number of days; it can still defend itself and perform. Needs a second approver.",
  TERMINATION:        "解除合作. Cooperation ends permanently. Needs a second approver.",
};

/** The kinds that have one of these values in a column. */
export type KindWith<C extends keyof Measure, V> = {
  [K in PenaltyKind]: (typeof MEASURES)[K][C] extends V ? K : never;
}[PenaltyKind];

/** The kinds that restrict nothing and cost nothing: they are said. How long they are is a house rule, `penalty.ends`. */
export const SPOKEN_KINDS: readonly PenaltyKind[] = (Object.keys(MEASURES) as PenaltyKind[]).filter(
  (kind) => MEASURES[kind].takes === null && MEASURES[kind].restricts === null,
);

/** The kinds that restrict a provider on the market. */
export type RestrictionKind = KindWith<"restricts", MarketRestriction>;

/** The mildest first. */
export const PENALTY_KINDS = Object.keys(MEASURES) as PenaltyKind[];

export const measureOf = (kind: PenaltyKind): Measure => MEASURES[kind];

/** The mildest first. */
export const kindsWith = <C extends keyof Measure, V extends Measure[C]>(
  column: C,
  values: readonly V[],
): KindWith<C, V>[] =>
  PENALTY_KINDS.filter((kind): kind is KindWith<C, V> =>
    (values as readonly Measure[C][]).includes(measureOf(kind)[column]),
  );

/** The mildest first. */
export const RESTRICTION_KINDS: readonly RestrictionKind[] = kindsWith("restricts", MARKET_RESTRICTIONS);

export const needsDays = (kind: PenaltyKind): boolean => measureOf(kind).takes === "DAYS";
export const needsAmount = (kind: PenaltyKind): boolean => measureOf(kind).takes === "AMOUNT";

/** The other kinds concern the provider as a whole. */
export const mayConcernOneListing = (kind: PenaltyKind): boolean => measureOf(kind).restricts === "ORDERS";
