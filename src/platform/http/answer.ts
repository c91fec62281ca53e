import type { GraphQLError } from "graphql";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Refusal, type RefusalCode } from "../refusal";

const STATUS: Partial<Record<RefusalCode, number>> = {
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  LIMIT_REACHED: 429,
  RATE_LIMITED: 429,
  GOING_AWAY: 503,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
};

/** The HTTP status of a request that is refused before its operation is executed. */
export function statusOf(error: unknown): number {
  if (!(error instanceof Refusal)) return 500;
  return error.details.reason === "body.tooLong" ? 413 : (STATUS[error.code] ?? 400);
}

export function answerErrors(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  errors: readonly GraphQLError[],
): void {
  const type = request.headers.accept?.includes("application/graphql-response+json")
    ? "application/graphql-response+json"
    : "application/json";
  const retryAfter = errors[0]?.extensions.retryAfter;
  if (typeof retryAfter === "number") response.setHeader("Retry-After", String(retryAfter));
  response.statusCode = status;
  response.setHeader("Content-Type", `${type}; charset=utf-8`);
  // The rest of a body that was too long is not worth reading.
  response.once("finish", () => {
    if (!request.complete) request.destroy();
  });
  response.end(JSON.stringify({ errors }));
}
