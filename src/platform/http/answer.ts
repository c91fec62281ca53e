import { HeaderMap } from "@apollo/server";
import type { ExecutionResult, GraphQLError } from "graphql";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Bill } from "../graphql/budget";
import { Refusal, type RefusalCode } from "../refusal";
import { catalogued, statusOf } from "../refusal-catalogue";

/** The HTTP status of a request that is refused before its operation is executed. */
export const statusOfError = (error: unknown): number => (error instanceof Refusal ? statusOf(error) : 500);

const ANSWER_TYPE = "application/graphql-response+json";

/** What is added to the response of an executed operation that failed as a whole because of overload. */
export function refusedWhole(
  { data, errors = [] }: ExecutionResult,
  accept = "",
): { status: number | undefined; headers: HeaderMap } {
  const headers = new HeaderMap();
  const nothing = { status: undefined, headers };
  const [first] = errors;
  if (!first || !errors.every(({ extensions: { code } }) => PASSING.has(code as RefusalCode))) return nothing;
  if (data && Object.values(data).some((value) => value !== null)) return nothing;
  const waits = errors.map(({ extensions: { retryAfter } }) => Number(retryAfter ?? 0));
  if (Math.max(...waits) > 0) headers.set("retry-after", String(Math.max(...waits)));
  // Under the older media type an executed operation always has status 200.
  const says = data === undefined || accept.includes(ANSWER_TYPE);
  return says ? { status: catalogued(first.extensions.code as string).status, headers } : nothing;
}

/** Refusals after which the same request will work later. */
const PASSING = new Set<RefusalCode>(["RATE_LIMITED", "OVERLOADED", "UNAVAILABLE", "GOING_AWAY"]);

/** Reports the cost in headers, for clients that want to plan. */
export function reportBill(request: IncomingMessage, response: ServerResponse, bill: Bill): void {
  if (!asksForBill(request)) return;
  response.setHeader("X-Request-Cost", bill.cost);
  response.setHeader("RateLimit-Limit", bill.budget);
  response.setHeader("RateLimit-Remaining", bill.left);
  response.setHeader("RateLimit-Reset", bill.reset);
}

export const asksForBill = ({ headers }: IncomingMessage): boolean => headers["x-request-cost"] === "true";

/** The sender has disconnected; not a fault of ours. */
export const isGone = (request: IncomingMessage): boolean =>
  request.errored !== null || (request.destroyed && !request.complete);

/** How long a refused client may continue sending, ignored, so that it gets to read the response. */
const LINGER_MS = 1_000;

/** Discards the rest of a refused request; closes the connection of a client that keeps sending. */
export function hangUpOn(request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  setTimeout(() => {
    if (!request.complete) request.destroy();
  }, LINGER_MS).unref();
}

export function answerErrors(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  errors: readonly GraphQLError[],
): void {
  const type = request.headers.accept?.includes(ANSWER_TYPE) ? ANSWER_TYPE : "application/json";
  const retryAfter = errors[0]?.extensions.retryAfter;
  if (typeof retryAfter === "number") response.setHeader("Retry-After", String(retryAfter));
  response.statusCode = status;
  response.setHeader("Content-Type", `${type}; charset=utf-8`);
  response.once("finish", () => hangUpOn(request));
  response.end(JSON.stringify({ errors }));
}
