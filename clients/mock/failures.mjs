/** Codes with which the server refuses a request as a whole, before its operation is executed: the status is the code's, and there is no data. */
const WHOLE = new Set([
  ...["UNAUTHENTICATED", "TOKEN_EXPIRED", "RATE_LIMITED", "OVERLOADED", "UNAVAILABLE", "GOING_AWAY"],
  ...["QUERY_TOO_COMPLEX", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"],
  ...["PERSISTED_DOCUMENT_NOT_FOUND", "PERSISTED_DOCUMENT_REQUIRED", "PERSISTED_QUERY_NOT_SUPPORTED"],
]);
/** These ask for a password, or for a token that is good: that it is not is their own answer. */
const SIGNS_IN = new Set(["signIn", "signInWithCode", "signInWithPasskey", "refreshSession"]);
const SECOND = 1_000;

/** What was asked of the mock itself is not possible. */
export class Misuse extends Error {}

/** Failures that a request asks for. */
export class Failures {
  constructor(refusals) {
    this.refusals = new Map(refusals.map((refusal) => [refusal.code, refusal]));
  }

  /** `CODE` or `CODE/reason`; null when none is asked for. */
  read(asked) {
    if (!asked) return null;
    const [code, reason] = asked.split("/");
    const refusal = this.refusals.get(code);
    if (!refusal) throw new Misuse(`X-Mock-Error: ${code} is not a code of the catalogue (Query.refusals)`);
    if (reason !== undefined && reason !== code && !refusal.reasons.includes(reason))
      throw new Misuse(`X-Mock-Error: ${code} has no reason ${reason}`);
    return { ...refusal, reason: reason ?? code };
  }

  /** Milliseconds. */
  readDelay(asked) {
    if (!asked) return 0;
    if (!/^\d{1,5}$/.test(asked))
      throw new Misuse(`X-Mock-Delay: ${asked} is not a number of milliseconds below 100000`);
    return Number(asked);
  }

  isWhole({ code }, rootField) {
    return WHOLE.has(code) && !(code === "UNAUTHENTICATED" && SIGNS_IN.has(rootField));
  }

  /** The error as the server would give it, with what it may carry. */
  error({ code, reason, meaning, fields, retry }, { requestId, path, input = {} }) {
    const field = `input.${Object.keys(input).find((name) => name !== "clientMutationId") ?? "id"}`;
    const extra = {
      field: code === "STALE_VERSION" ? "input.expectedVersion" : field,
      currentVersion: (input.expectedVersion ?? 1) + 1,
      retryAfter: 1,
      availableAt: new Date(Date.now() + 60 * SECOND).toISOString(),
      existingId: "smp_00000000000000000000000001",
      ...{ challenge: "mock-challenge", factors: ["TOTP"], limit: "cost", most: 20_000, cost: 20_001 },
    };
    extra.problems = [{ field: extra.field, code, reason, message: meaning }];
    // When it is possible is said of what will be, and what exists of what is there already.
    const says = (name) =>
      name === "availableAt"
        ? retry === "LATER" && !fields.includes("retryAfter")
        : name === "existingId"
          ? /ALREADY/.test(code)
          : name === "field" || name === "problems"
            ? path !== undefined && Object.keys(input).length > 0
            : true;
    const carried = Object.fromEntries(fields.filter(says).map((name) => [name, extra[name]]));
    return { message: meaning, ...(path && { path }), extensions: { code, reason, requestId, ...carried } };
  }
}
