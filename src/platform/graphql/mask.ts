import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import type { LocaleSettings } from "../identity/actor";
import { explain, say } from "../messages/explain";
import { Refusal, type Reason } from "../refusal";
import { unquoted } from "./unquoted";

interface Audience {
  settings: LocaleSettings;
  requestId: string;
  log: Logger;
  /** "Did you mean …" in validation errors. Off in production: a scanner rebuilds a hidden schema from them. */
  hints: boolean;
}

/** What a client may see of an error: refusals with code and localised message, request errors unchanged, for all else only an id to report. */
export function maskError(error: unknown, audience: Audience): GraphQLError {
  const masked = toPublic(error, audience);
  // graphql-jit knows an error's locations, but not the nodes from which graphql-js derives them.
  const locations = masked.locations ?? (error instanceof GraphQLError ? error.locations : undefined);
  return Object.assign(masked, { locations });
}

function toPublic(error: unknown, { settings, requestId, log, hints }: Audience): GraphQLError {
  const cause = rootCause(error);
  const at =
    error instanceof GraphQLError
      ? { path: error.path, nodes: error.nodes, source: error.source, positions: error.positions }
      : {};
  if (cause instanceof Refusal) {
    if (cause.cause && (cause.code === "UNAVAILABLE" || cause.code === "OVERLOADED"))
      log.warn({ requestId, err: cause.cause }, cause.message);
    return new GraphQLError(explain(cause, settings), {
      ...at,
      extensions: refusalExtensions(cause, requestId, settings),
    });
  }
  if (error instanceof GraphQLError && (cause === error || cause instanceof GraphQLError) && !error.path) {
    const said = unquoted(error.message);
    const message = hints ? said : said.replace(/ Did you mean .*$/s, "");
    const { code = "BAD_USER_INPUT" } = error.extensions;
    return new GraphQLError(message, { ...at, extensions: { code, reason: code, ...error.extensions, requestId } });
  }
  log.error({ requestId, err: cause }, "unexpected error");
  return new GraphQLError(say("INTERNAL_SERVER_ERROR", settings, { requestId }), {
    ...at,
    extensions: { code: "INTERNAL_SERVER_ERROR", reason: "INTERNAL_SERVER_ERROR", requestId },
  });
}

export function refusalExtensions(
  refusal: Refusal,
  requestId: string,
  settings: LocaleSettings,
): Record<string, unknown> {
  const { code, details } = refusal;
  const { field, availableAt, existingId, retryAfter, params, secondStep } = details;
  return {
    code,
    reason: reasonOf(refusal),
    requestId,
    ...(field === undefined ? {} : { field, problems: problemsOf(refusal, settings) }),
    ...(availableAt === undefined ? {} : { availableAt: new Date(availableAt).toISOString() }),
    ...(existingId === undefined ? {} : { existingId }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...secondStep,
    ...(code === "STALE_VERSION" && params ? { currentVersion: params.current } : {}),
  };
}

/** For clients: the message's key, or the code, when there is no more to say. */
export const reasonOf = ({ code, details: { reason = code } }: Refusal): Reason => reason;

/** Every field that is wrong, for a form to mark; of a refusal that is about one field, that one. */
const problemsOf = ({ code, details }: Refusal, settings: LocaleSettings): Record<string, unknown>[] =>
  (details.problems ?? [{ code, ...details }]).map((problem) => {
    const refusal = new Refusal(problem.code, problem);
    return {
      field: problem.field,
      code: problem.code,
      reason: reasonOf(refusal),
      message: explain(refusal, settings),
    };
  });

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
