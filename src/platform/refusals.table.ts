/** Whether a refused request may be sent again. */
export type Retry = "NEVER" | "AFTER_SIGN_IN" | "AFTER_READING" | "LATER";

/** What an error's `extensions` may have beside `code`, `reason` and `requestId`; `problems` goes with `field`. */
export type Carried =
  | "availableAt"
  | "challenge"
  | "cost"
  | "currentVersion"
  | "existingId"
  | "factors"
  | "field"
  | "limit"
  | "most"
  | "retryAfter";

/** What a code means to a client. */
export interface RefusalRow {
  /** The HTTP status of a request that is refused as a whole. */
  status: number;
  /** What a websocket is closed with, when it is closed for this. */
  close?: number;
  retry: Retry;
  carries?: readonly Carried[];
  says: string;
}

/** The protocol's codes; each district declares its own in its list. A code is never reused for another meaning. */
// oxfmt-ignore
export const PLATFORM_REFUSALS = {
  UNAUTHENTICATED:               { status: 401, close: 4401, retry: "AFTER_SIGN_IN", carries: ["field"], says: "Nobody is signed in, or what was shown proves nothing: the token or password is wrong, or the session has ended." },
  TOKEN_EXPIRED:                 { status: 401, close: 4403, retry: "AFTER_SIGN_IN", says: "The access token has expired; they last 15 minutes. `refreshSession` gives a new one." },
  SECOND_FACTOR_REQUIRED:        { status: 401, retry: "AFTER_SIGN_IN", carries: ["field", "challenge", "factors"], says: "The password is not enough: a code or a passkey is required too, or has to be set up first." },
  FORBIDDEN:                     { status: 403, retry: "NEVER", carries: ["field", "availableAt", "existingId"], says: "This person may not do this, whatever the state of things." },
  PERMISSION_REVOKED:            { status: 403, retry: "NEVER", says: "The right to see this has ended while a stream was open." },
  NOT_FOUND:                     { status: 404, retry: "NEVER", carries: ["field"], says: "There is no such thing, or this person may not see it." },
  BAD_USER_INPUT:                { status: 400, close: 4400, retry: "NEVER", carries: ["field", "availableAt", "existingId"], says: "Values of the input are not acceptable; `problems` names each, and never repeats a value." },
  STALE_VERSION:                 { status: 409, retry: "AFTER_READING", carries: ["field", "currentVersion"], says: "It has changed since it was read." },
  NOT_IN_THIS_STATE:             { status: 409, retry: "AFTER_READING", carries: ["field", "availableAt", "existingId"], says: "Not possible in the present state of what it concerns." },
  NOT_YET:                       { status: 409, retry: "LATER", carries: ["field", "availableAt"], says: "Possible from `availableAt` on." },
  TOO_LATE:                      { status: 410, retry: "NEVER", carries: ["field"], says: "The deadline has passed." },
  LIMIT_REACHED:                 { status: 429, close: 1013, retry: "LATER", carries: ["field", "availableAt", "existingId", "retryAfter"], says: "A limit on how many, how much or how often has been reached." },
  ALREADY_EXISTS:                { status: 409, retry: "NEVER", carries: ["field", "availableAt", "existingId"], says: "There is one already; `existingId` is its id, where this person may see it." },
  IDEMPOTENCY_MISMATCH:          { status: 409, retry: "NEVER", carries: ["field"], says: "The `clientMutationId` belongs to another request." },
  CURSOR_INVALID:                { status: 400, retry: "AFTER_READING", carries: ["field"], says: "The cursor does not belong to this list: begin without one." },
  RESYNC_REQUIRED:               { status: 409, retry: "AFTER_READING", carries: ["field"], says: "The stream cannot be resumed from this cursor: read the data again, and follow from there." },
  CONSUMER_TOO_SLOW:             { status: 503, close: 1013, retry: "LATER", says: "The client does not read what it is sent. Nothing is lost: follow again with the last cursor." },
  RATE_LIMITED:                  { status: 429, close: 4429, retry: "LATER", carries: ["field", "retryAfter"], says: "Too much was asked in too short a time; `retryAfter` says how many seconds to wait." },
  GOING_AWAY:                    { status: 503, close: 1012, retry: "LATER", carries: ["retryAfter"], says: "The server restarts." },
  OVERLOADED:                    { status: 503, close: 1013, retry: "LATER", carries: ["field", "retryAfter"], says: "The server is busy, or the operation took too long and was stopped. Nothing is left half done." },
  UNAVAILABLE:                   { status: 503, close: 1013, retry: "LATER", carries: ["field", "retryAfter"], says: "Something that the server needs does not answer. Nothing is left half done." },
  QUERY_TOO_COMPLEX:             { status: 400, retry: "NEVER", carries: ["cost", "limit", "most"], says: "The operation asks for too much at once: `limit` says of what, `most` how much is allowed." },
  GRAPHQL_PARSE_FAILED:          { status: 400, retry: "NEVER", says: "The operation is not GraphQL." },
  GRAPHQL_VALIDATION_FAILED:     { status: 400, retry: "NEVER", says: "The operation does not match the schema." },
  PERSISTED_DOCUMENT_NOT_FOUND:  { status: 404, retry: "NEVER", says: "No document is registered under the `documentId`." },
  PERSISTED_DOCUMENT_REQUIRED:   { status: 403, retry: "NEVER", says: "This server executes registered documents only, and this is none (setting `DOCUMENTS`)." },
  PERSISTED_QUERY_NOT_SUPPORTED: { status: 200, retry: "NEVER", says: "Only a query's hash was sent, under which no document is registered: send the text." },
  INTERNAL_SERVER_ERROR:         { status: 500, close: 4500, retry: "LATER", says: "A fault of ours, which our log explains under the `requestId`." },
} as const satisfies Record<string, RefusalRow>;
