import type { Params } from "./messages/params";

/**
 * Every way the API refuses. Clients switch on the code; people read the localised message. A code is never reused for another meaning.
 * These are the protocol's; each district declares its own in its list.
 */
export interface RefusalCodes {
  UNAUTHENTICATED: true;
  TOKEN_EXPIRED: true;
  SECOND_FACTOR_REQUIRED: true;
  FORBIDDEN: true;
  PERMISSION_REVOKED: true;
  NOT_FOUND: true;
  BAD_USER_INPUT: true;
  STALE_VERSION: true;
  NOT_IN_THIS_STATE: true;
  NOT_YET: true;
  TOO_LATE: true;
  LIMIT_REACHED: true;
  ALREADY_EXISTS: true;
  IDEMPOTENCY_MISMATCH: true;
  CURSOR_INVALID: true;
  RESYNC_REQUIRED: true;
  CONSUMER_TOO_SLOW: true;
  RATE_LIMITED: true;
  GOING_AWAY: true;
  OVERLOADED: true;
  UNAVAILABLE: true;
  QUERY_TOO_COMPLEX: true;
  GRAPHQL_PARSE_FAILED: true;
  GRAPHQL_VALIDATION_FAILED: true;
  PERSISTED_QUERY_NOT_SUPPORTED: true;
  PERSISTED_QUERY_NOT_FOUND: true;
  INTERNAL_SERVER_ERROR: true;
}

export type RefusalCode = keyof RefusalCodes;

export interface RefusalDetails {
  /** Which message of `messages/*.json` explains it; the code's own when left out. */
  reason?: string;
  /** Dotted path of the offending input field, e.g. `input.lines.0.amount.amount`. */
  field?: string;
  /** Values for the message's placeholders; its format says which kind each takes. */
  params?: Params;
  /** When the same request would be accepted, epoch milliseconds. */
  availableAt?: number;
  /** Id of the object that prevents it, e.g. the one that is already open. */
  existingId?: string;
  /** Seconds after which a retry makes sense. */
  retryAfter?: number;
  /** Everything that is wrong with the input, this refusal's own cause first. */
  problems?: readonly Obstacle[];
  /** For a sign-in that needs a second step: the challenge to return with it, and the kinds of factors that can answer it. */
  secondStep?: { challenge: string; factors: string[] };
}

/** A policy's answer to why something is not possible; thrown only by a command that was about to do it. */
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
