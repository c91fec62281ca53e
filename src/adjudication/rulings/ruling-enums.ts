import { registerEnumType } from "type-graphql";

export const RulingOutcome = { UPHELD: "UPHELD", PARTLY_UPHELD: "PARTLY_UPHELD", DISMISSED: "DISMISSED" } as const;
export type RulingOutcome = keyof typeof RulingOutcome;
registerEnumType(RulingOutcome, {
  name: "RulingOutcome",
  description: "What was decided on the complaint as a whole. It follows from the findings.",
  valuesConfig: {
    UPHELD: { description: "Every promise complained of was broken." },
    PARTLY_UPHELD: { description: "Some promise was broken, wholly or in part, but not every one wholly." },
    DISMISSED: { description: "No promise was found broken." },
  },
});

export const RulingStatus = {
  AWAITING_APPROVAL: "AWAITING_APPROVAL",
  ISSUED: "ISSUED",
  DECLINED: "DECLINED",
  REVERSED: "REVERSED",
} as const;
export type RulingStatus = keyof typeof RulingStatus;
registerEnumType(RulingStatus, {
  name: "RulingStatus",
  description:
    "Where a ruling stands. Only issued ones have an effect; only they, and those reversed since, are seen outside the platform's staff.",
  valuesConfig: {
    AWAITING_APPROVAL: {
      description: "Decided by one moderator; its measures need a second approver, who has not spoken yet.",
    },
    ISSUED: { description: "In effect. It can be appealed until `appealableUntil`, and is final from `finalAt`." },
    DECLINED: { description: "The second approver declined it; the case was decided anew." },
    REVERSED: {
      description: "Taken back: it has no effect any more, and what it ordered is not owed. Stays readable.",
    },
  },
});

export const ReversalReason = {
  APPEAL_GRANTED: "APPEAL_GRANTED",
  APPEAL_PARTLY_GRANTED: "APPEAL_PARTLY_GRANTED",
  REMITTED: "REMITTED",
  REPLACED: "REPLACED",
  EXTERNAL: "EXTERNAL",
} as const;
export type ReversalReason = keyof typeof ReversalReason;
registerEnumType(ReversalReason, {
  name: "ReversalReason",
  description: "Why a ruling was taken back.",
  valuesConfig: {
    APPEAL_GRANTED: { description: "An appeal was right in all it asked for; another decision takes its place." },
    APPEAL_PARTLY_GRANTED: { description: "An appeal was right in part; another decision takes its place." },
    REMITTED: { description: "An appeal showed that the case must be decided anew; it is before other people again." },
    REPLACED: { description: "The case was reopened and decided again." },
    EXTERNAL: { description: "A body outside the platform decided the dispute." },
  },
});

export const FindingResult = {
  BROKEN: "BROKEN",
  PARTLY_BROKEN: "PARTLY_BROKEN",
  KEPT: "KEPT",
  NOT_PROVEN: "NOT_PROVEN",
} as const;
export type FindingResult = keyof typeof FindingResult;
registerEnumType(FindingResult, {
  name: "FindingResult",
  description: "What was found of one promise.",
  valuesConfig: {
    BROKEN: { description: "It was broken." },
    PARTLY_BROKEN: { description: "It was kept in part only." },
    KEPT: { description: "It was kept." },
    NOT_PROVEN: { description: "The evidence does not show that it was broken." },
  },
});

export const RootCause = {
  OVER_PROMISING: "OVER_PROMISING",
  SHORT_TERM_GAIN: "SHORT_TERM_GAIN",
  LACK_OF_PRODUCT_KNOWLEDGE: "LACK_OF_PRODUCT_KNOWLEDGE",
  CAPACITY: "CAPACITY",
  SUPPLIER_FAULT: "SUPPLIER_FAULT",
  COMMUNICATION: "COMMUNICATION",
  FORCE_MAJEURE: "FORCE_MAJEURE",
  CONSUMER_FAULT: "CONSUMER_FAULT",
  NONE: "NONE",
  OTHER: "OTHER",
} as const;
export type RootCause = keyof typeof RootCause;
registerEnumType(RootCause, {
  name: "RootCause",
  description: "Why it came to this.",
  valuesConfig: {
    OVER_PROMISING: { description: "More was promised than could be done." },
    SHORT_TERM_GAIN: { description: "The promise was broken for a quick profit." },
    LACK_OF_PRODUCT_KNOWLEDGE: { description: "Whoever promised did not know the product." },
    CAPACITY: { description: "Too few people, goods or hours." },
    SUPPLIER_FAULT: { description: "Somebody the provider relied on failed." },
    COMMUNICATION: { description: "The sides misunderstood each other." },
    FORCE_MAJEURE: { description: "An event beyond anybody's control." },
    CONSUMER_FAULT: { description: "The consumer caused it." },
    NONE: { description: "Nothing went wrong." },
    OTHER: { description: "Something else; the reasoning says what." },
  },
});
