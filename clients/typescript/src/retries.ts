import { Refusal } from "./refusal";

/** Errors that pass. */
export const PASSING: readonly string[] = [
  ...["UNAVAILABLE", "OVERLOADED", "GOING_AWAY", "CONSUMER_TOO_SLOW", "RATE_LIMITED", "INTERNAL_SERVER_ERROR"],
];

/** Mutations that the server does not remember by their `clientMutationId`: sent again, they are done again. */
export const UNREMEMBERED: readonly string[] = [
  ...["registerAccount", "redeemAccountLink", "signIn", "signInWithCode", "refreshSession"],
  ...["beginPasskeySignIn", "signInWithPasskey", "beginTotp", "confirmTotp", "beginPasskey", "confirmPasskey"],
  ...["createApiKey", "createRecoveryCodes", "removeSecondFactor", "requestAccountErasure", "requestPasswordReset"],
  ...["addContactPoint", "verifyContactPoint", "createWebhookEndpoint", "rotateWebhookSecret", "sendTestWebhook"],
  ...["fetchOrder", "upsertMarketplaceRecords", "createSandbox", "advanceTestClock", "createTestCase"],
];
const NOT_REMEMBERED = new RegExp(`\\b(${UNREMEMBERED.join("|")})\\s*\\(`);

/** Not the same for everybody: those who were cut off together must not come back together. */
export const jitter = (failures: number): number => Math.random() * Math.min(30_000, 500 * 2 ** failures);

export interface Patience {
  /** How long the same is sent again, in milliseconds. */
  patienceMs: number;
  backOff: (failures: number) => number;
  onWaiting?: (() => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Sends the same again until it is answered, refused for good, or has taken too long; not before the server wants it. */
export async function repeat<Result>(send: (failures: number) => Promise<Result>, patience: Patience): Promise<Result> {
  const { patienceMs, backOff, onWaiting, signal } = patience;
  const end = Date.now() + patienceMs;
  for (let failures = 0; ; failures += 1) {
    try {
      return await send(failures);
    } catch (reason) {
      if (!(reason instanceof Refusal) || !passes(reason)) throw reason;
      const pause = Math.max(backOff(failures), (reason.retryAfter ?? 0) * 1_000);
      if (Date.now() + pause > end) throw reason;
      onWaiting?.();
      await sleep(pause, signal);
    }
  }
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const stop = (): void => {
      clearTimeout(timer);
      fail(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      done();
    }, ms);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
  });
}

/** Whether the same request may be answered another time. */
export const passes = ({ code, httpStatus }: Refusal): boolean =>
  code === "UNREACHABLE" ? mayPass(httpStatus) : PASSING.includes(code);

/** Whether a status that did not come from Redress itself may be another one next time. */
const mayPass = (status: number | undefined): boolean =>
  status === undefined || status === 408 || status === 425 || status === 429 || status >= 500;

/** Strings and comments. */
const ASIDE = /"""[^]*?"""|"(?:\\.|[^"\\])*"|#.*/g;

/** Also of a text that was printed on one line: whether one of its operations is a mutation, not what is selected or called so. */
function isMutation(text: string): boolean {
  let [before, heads] = ["", text.replace(ASIDE, "")];
  while (heads !== before) [before, heads] = [heads, heads.replace(/\{[^{}]*\}/g, ";")];
  return /(^|;)[\s,]*mutation\b/.test(heads);
}

/** The same variables, with a `clientMutationId` for a mutation that takes its one `$input`. */
export function named<Variables>(text: string, variables: Variables, newId: () => string): Variables {
  const { input } = variables as { input?: unknown };
  if (!isMutation(text) || typeof input !== "object" || input === null) return variables;
  return { ...variables, input: { clientMutationId: newId(), ...withoutNothing(input) } };
}

/** A name that is null, undefined or empty is none: the server remembers nothing by it. */
function withoutNothing(input: { clientMutationId?: unknown }): object {
  const { clientMutationId, ...others } = input;
  return (clientMutationId ?? "") === "" ? others : input;
}

/** Whether it is done once, however often it is sent. */
export function isRepeatable(text: string, variables: unknown): boolean {
  if (!isMutation(text)) return true;
  const { input } = variables as { input?: { clientMutationId?: unknown } };
  return typeof input?.clientMutationId === "string" && !NOT_REMEMBERED.test(text);
}
