import { defineEnum } from "../../platform/graphql/enum";

export const RulingOutcome = defineEnum(
  "RulingOutcome",
  "What was decided on the complaint as a whole. It follows from the findings.",
  {
    UPHELD: "Every promise complained of was broken.",
    PARTLY_UPHELD: "Some promise was broken, wholly or in part, but not every one wholly.",
    DISMISSED: "No promise was found broken.",
  },
);
export type RulingOutcome = keyof typeof RulingOutcome;

export const RulingStatus = defineEnum(
  "RulingStatus",
  "The status of a ruling. Only issued ones have an effect; only issued and reversed ones are visible outside the platform's staff.",
  {
    AWAITING_APPROVAL: "Decided by one moderator; its measures need a second approver, who has not spoken yet.",
    ISSUED: "In effect. It can be appealed until `appealableUntil`, and is final from `finalAt`.",
    DECLINED:
      "The second approver declined it, and the case was decided anew; or the case was closed before one had spoken.",
    REVERSED:
      "Reversed: it no longer has an effect, and what it ordered is not owed. What was received because of it before it was final is owed back. It stays readable.",
  },
);
export type RulingStatus = keyof typeof RulingStatus;

export const ReversalReason = defineEnum("ReversalReason", "Why a ruling was reversed.", {
  APPEAL_GRANTED: "An appeal was right in all it asked for; another decision takes its place.",
  APPEAL_PARTLY_GRANTED: "An appeal was partly allowed; another decision takes its place.",
  REMITTED: "An appeal showed that the case must be decided anew; it is before other people again.",
  REPLACED: "The case was reopened and decided again.",
  EXTERNAL: "A body outside the platform decided the dispute.",
});
export type ReversalReason = keyof typeof ReversalReason;

export const FindingResult = defineEnum("FindingResult", "The finding about one promise.", {
  BROKEN: "The promise was broken.",
  PARTLY_BROKEN: "The promise was kept in part only.",
  KEPT: "The promise was kept.",
  NOT_PROVEN: "The evidence does not show that the promise was broken.",
});
export type FindingResult = keyof typeof FindingResult;

export const RootCause = defineEnum("RootCause", "The root cause of the dispute.", {
  OVER_PROMISING: "More was promised than could be done.",
  SHORT_TERM_GAIN: "The promise was broken for a quick profit.",
  LACK_OF_PRODUCT_KNOWLEDGE: "The person who made the promise did not know the product.",
  CAPACITY: "Too few people, goods or hours.",
  SUPPLIER_FAULT: "A supplier that the provider relied on failed.",
  COMMUNICATION: "The sides misunderstood each other.",
  FORCE_MAJEURE: "An event beyond anyone's control.",
  CONSUMER_FAULT: "The consumer caused it.",
  NONE: "Nothing went wrong.",
  OTHER: "Something else; the reasoning says what.",
});
export type RootCause = keyof typeof RootCause;
