/** Every way the API says no. Clients switch on the code; people read the localised message. A code is never reused for another meaning. */
export const REFUSAL_CODES = [
  "UNAUTHENTICATED",
  "TOKEN_EXPIRED",
  "FORBIDDEN",
  "PERMISSION_REVOKED",
  "NOT_FOUND",
  "BAD_USER_INPUT",
  "STALE_VERSION",
  "NOT_IN_THIS_STATE",
  "NOT_YET",
  "TOO_LATE",
  "LIMIT_REACHED",
  "ALREADY_EXISTS",
  "COMPLAINT_ALREADY_OPEN",
  "IDEMPOTENCY_MISMATCH",
  "LEASE_REQUIRED",
  "LEASE_HELD",
  "OFFER_NOT_OPEN",
  "PROVIDER_RESTRICTED",
  "LISTING_UNAVAILABLE",
  "CONFLICT_OF_INTEREST",
  "SECOND_APPROVER_REQUIRED",
  "MEASURE_NOT_ALLOWED",
  "EVIDENCE_REJECTED",
  "CURSOR_INVALID",
  "RESYNC_REQUIRED",
  "CONSUMER_TOO_SLOW",
  "RATE_LIMITED",
  "GOING_AWAY",
  "OVERLOADED",
  "UNAVAILABLE",
  "QUERY_TOO_COMPLEX",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "PERSISTED_QUERY_NOT_FOUND",
  "INTERNAL_SERVER_ERROR",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface RefusalDetails {
  /** Which message of `messages/*.json` explains it; the code's own when left out. */
  reason?: string;
  /** Dotted path of the offending input field, e.g. `input.breaches.0.amount.amount`. */
  field?: string;
  /** Values for the message's placeholders. */
  params?: Record<string, string | number>;
  /** When the same request would be accepted, epoch milliseconds. */
  availableAt?: number;
  /** Id of the object that stands in the way, e.g. the complaint that is already open. */
  existingId?: string;
  /** Seconds after which a retry makes sense. */
  retryAfter?: number;
  /** Everything that is wrong with the input, this refusal's own cause first. */
  problems?: readonly Obstacle[];
}

/** A policy's answer to why something is not possible; thrown only by who asked in order to do it. */
export interface Obstacle extends RefusalDetails {
  code: RefusalCode;
}

/** The one error the domain throws on purpose. Anything else is a fault and reaches clients masked. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {
    super(details.reason ? `${code} (${details.reason})` : code);
    this.name = "Refusal";
  }
}
