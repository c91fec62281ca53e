import { createClient, type Client, type FormattedExecutionResult } from "graphql-ws/client";
import { Refusal, type GraphqlError, type Locale } from "./refusal";
import { jitter, PASSING } from "./retries";

/*
 * Follows live streams, each change once and in order, whatever becomes of the connection.
 */

/**
 * Why a stream waits, takes a new snapshot or has ended: the server's errors, the closing of the socket, or what one of the app's own
 * functions threw. Null: the app closed it.
 */
export type Why = unknown;

export type State = "CONNECTING" | "CATCHING_UP" | "LIVE" | "WAITING" | "ENDED";

/**
 * One payload: `data` as it came, in it `update`, what the subscription's field holds, and the cursor to save together with what the app
 * makes of it. With `errors` parts of it, or all (then both are null), could not be read, however often one asks.
 */
export interface News<Data> {
  data: Data | null;
  update: Data[keyof Data] | null;
  cursor: string;
  errors?: readonly GraphqlError[];
}

// oxlint-disable-next-line typescript/no-explicit-any -- what a text without types selects
type Untyped = any;

export interface Stream<Data = Untyped> {
  /** A subscription that takes `$after: String` and selects `cursor caughtUp`. */
  query: string;
  /** Without `after`. */
  variables?: Record<string, unknown>;
  /** The cursor that the app saved; without one `snapshot` is asked. */
  after?: string | null;
  /**
   * Reads afresh, shows it, and answers its cursor; null: from now on. `why` is null the first time, later the error RESYNC_REQUIRED,
   * which without `snapshot` is the end: something was missed.
   * What a `Refusal` says decides like the stream's own errors; so do GraphQL errors thrown as they came, an array.
   */
  snapshot?: ((why: Why) => Promise<string | null>) | undefined;
  /** Takes one payload. The next one waits for it. What it throws ends the stream. */
  onUpdate: (news: News<Data>) => unknown;
  /** For a sign on the screen, and to learn the end. What it throws ends the stream, too. */
  onState?: (state: State, why: Why) => unknown;
}

export interface Following {
  /** Nothing is delivered any more, also when it is called inside `onUpdate`: it does not wait for that. */
  close: () => Promise<Why>;
  /** Resolves when the stream is over, with why, and nothing of the app's is under way for it any longer. */
  ended: Promise<Why>;
}

/** What carries the streams: graphql-ws, or graphql-sse. */
export type Transport = Pick<Client, "subscribe"> & { dispose(): void | Promise<void> };

export interface LiveOptions {
  /** `wss://…/graphql` */
  url?: string;
  /** The access token, a new one when the last was `refused`; null for visitors. Asked at each connection. */
  token?: (refused: boolean) => Promise<string | null>;
  /** A stream has ended because whoever is signed in may not read it any longer: perhaps nobody is signed in. */
  onRefused?: () => void;
  /** The language of messages; else the browser's. */
  locale?: Locale | (() => Locale) | undefined;
  /** What your program is called, so that you can be told when something it uses is going to be removed. */
  clientName?: string | undefined;
  /** Its version. */
  clientVersion?: string | undefined;
  /** Where there is no global `WebSocket` (Node before 22): that of the package `ws`. */
  webSocketImpl?: unknown;
  /** In place of these six: a client of graphql-sse, with `retryAttempts: 0`. */
  transport?: Transport;
  /** Milliseconds to wait after so many failures in a row. */
  backOff?: (failures: number) => number;
}

/** RESYNC_REQUIRED asks for a new snapshot, where one can be taken; all others end the stream. */
const AGAIN = [...PASSING, "TOKEN_EXPIRED", "UNREACHABLE"];
/** Signed out; or, as a stream is told before its socket is closed, perhaps only a right was taken. */
const MAY_BE_SIGNED_OUT: readonly (string | number)[] = [4401, "UNAUTHENTICATED", "PERMISSION_REVOKED"];
/** After these the same would happen again. A socket's close: bad request, signed out, wrong protocol, too many messages; a status of SSE. */
const FINAL = [4400, 4401, 4406, 4409, 4429, 400, 403, 404, 405, 406, 413, 415];
/** The token is not good: mostly it has ended. */
const TOKEN_REFUSED = [4403, 401];
const MOST_REFUSALS = 3;
const PING_MS = 15_000;
const PONG_MS = 10_000;

const isErrors = (why: Why): why is readonly GraphqlError[] => Array.isArray(why);

/** What the server says; or with what number the socket was closed, or the request answered. */
function codeOf(why: Why): string | number {
  if (isErrors(why)) return why[0]?.extensions?.code ?? "";
  if (why instanceof Refusal) return why.code;
  const { code, response } = Object(why) as { code?: unknown; response?: { status: number } };
  // What a program throws may have a code of its own.
  return response?.status ?? (typeof code === "number" ? code : 0);
}

/** Milliseconds that the server asks one to wait: of an event stream that was refused, in the answer's header. 0 where a proxy names a date. */
function retryAfterOf(why: Why): number {
  const { retryAfter, response } = Object(isErrors(why) ? why[0]?.extensions : why) as {
    retryAfter?: unknown;
    response?: Response;
  };
  return Number(retryAfter ?? response?.headers.get("retry-after")) * 1_000 || 0;
}

/** What cannot become better by trying again. */
class Final extends Error {}

/** What the app is told of it: what its own function threw. */
const toldOf = (reason: Why): Why => (reason instanceof Final ? (reason.cause ?? reason) : reason);

interface Update {
  cursor?: string;
  caughtUp?: boolean;
}

interface Payload<Data> {
  data: Data | null;
  update: Data[keyof Data] | null;
  cursor: string | undefined;
  caughtUp: boolean | undefined;
  errors: readonly GraphqlError[] | undefined;
}

function read<Data>({
  data = null,
  errors,
  extensions,
}: FormattedExecutionResult<Data, { cursor?: string }>): Payload<Data> {
  const update = data && (Object.values(data)[0] as Data[keyof Data]);
  const { cursor, caughtUp } = (update ?? {}) as Update;
  return { data, update, cursor: extensions?.cursor ?? cursor, caughtUp, errors };
}

/** graphql-ws with what a stream needs of it. */
export function websockets({
  url = "",
  token = async () => null,
  locale,
  clientName,
  clientVersion,
  webSocketImpl,
}: LiveOptions): Transport {
  let refused = false;
  let overdue: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url,
    webSocketImpl,
    // The library would subscribe again with the variables it was first given, and so with an old cursor. Each stream does it itself.
    retryAttempts: 0,
    keepAlive: PING_MS,
    connectionAckWaitTimeout: PONG_MS,
    async connectionParams() {
      const accessToken = await token(refused);
      const named = { locale: typeof locale === "function" ? locale() : locale, clientName, clientVersion };
      // JSON leaves out what is undefined.
      return { ...named, ...(accessToken && { authorization: `Bearer ${accessToken}` }) };
    },
    on: {
      connected: () => void (refused = false),
      closed(event) {
        clearTimeout(overdue);
        refused = TOKEN_REFUSED.includes((event as { code?: number }).code ?? 0);
      },
      // A connection that died without a word is noticed by its silence.
      ping: (received) => void (received || (overdue = setTimeout(() => client.terminate(), PONG_MS))),
      pong: (received) => void (received && clearTimeout(overdue)),
    },
  });
  return client;
}

export interface Live {
  /** Begins at once. */
  follow: <Data = Untyped>(stream: Stream<Data>) => Following;
  /** Wait no longer: the network is back, the app is on the screen again. */
  wake: () => void;
  close: () => Promise<void>;
}

/** One connection for any number of streams. */
export function openLive({ backOff = jitter, ...options }: LiveOptions): Live {
  const transport = options.transport ?? websockets(options);
  const open = new Set<() => Promise<Why>>();
  const asleep = new Set<() => void>();

  function follow<Data>(stream: Stream<Data>): Following {
    const { query, variables = {}, after = null, snapshot, onUpdate, onState } = stream;
    /** What the app has taken. */
    let cursor = after;
    let failures = 0;
    let refusals = 0;
    let closed = false;
    let state: State | null = null;
    let interrupt = (): void => {};

    function tell(now: State, why: Why = null): void {
      try {
        if (now !== state || why !== null) onState?.(now, why);
      } catch (cause) {
        throw new Final("onState failed", { cause });
      }
      state = now;
    }

    function verdict(reason: Why): "AGAIN" | "RESYNC" | "END" {
      if (reason instanceof Final) return "END";
      const code = codeOf(reason);
      if (code === "RESYNC_REQUIRED" && snapshot) return "RESYNC";
      if (typeof code === "string") return AGAIN.includes(code) ? "AGAIN" : "END";
      if (TOKEN_REFUSED.includes(code) && ++refusals >= MOST_REFUSALS) return "END";
      return FINAL.includes(code) ? "END" : "AGAIN";
    }

    async function take({ data, update, cursor: place, caughtUp, errors }: Payload<Data>): Promise<void> {
      if (closed) return;
      // Errors without a place in the stream are its end.
      // A list is all there is now, not one change of it (`complaintViewers`): it has no place, and is had anew after a break.
      const whole = place === undefined && Array.isArray(update);
      if (place === undefined && !whole)
        // oxlint-disable-next-line typescript/only-throw-error -- the server's errors, as they came
        throw errors ?? new Final("The subscription must select `cursor` and `caughtUp`.");
      try {
        await onUpdate({ data, update, cursor: place ?? "", ...(errors && { errors }) });
      } catch (cause) {
        throw new Final("onUpdate failed", { cause });
      }
      cursor = place ?? null;
      failures = refusals = 0;
      if (!closed) tell(caughtUp === false ? "CATCHING_UP" : "LIVE");
    }

    /** One subscription; rejects with why it is over. */
    function listen(): Promise<never> {
      return new Promise((_, over) => {
        const request = { query, variables: { ...variables, after: cursor } };
        let taking = Promise.resolve();
        // What has come is taken first; whatever follows goes on after that.
        // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the server's errors, as they came
        const end = (why: Why): void => void taking.then(() => over(why), over);
        const stop = transport.subscribe<Data, { cursor?: string }>(request, {
          next(result) {
            const payload = read(result);
            // After a close with 1000 the library does subscribe again by itself: from what it has handed over.
            request.variables.after = payload.cursor ?? request.variables.after;
            taking = taking.then(() => take(payload));
            taking.catch((reason) => {
              // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the same
              over(reason);
              stop();
            });
          },
          error: end,
          complete: () => end({ code: 1000, reason: "COMPLETED" }),
        });
        interrupt = () => {
          stop();
          end(null);
        };
      });
    }

    function sleep(ms: number): Promise<void> {
      return new Promise((done) => {
        interrupt = () => {
          clearTimeout(timer);
          asleep.delete(interrupt);
          done();
        };
        const timer = setTimeout(interrupt, ms);
        asleep.add(interrupt);
      });
    }

    async function run(): Promise<Why> {
      let resync: Why = null;
      while (!closed) {
        try {
          tell("CONNECTING");
          cursor ??= (await snapshot?.(resync)) ?? null;
          if (!closed) await listen();
        } catch (reason) {
          const next = verdict(reason);
          if (closed) break;
          if (next === "END") {
            // Whoever was signed out elsewhere learns it now, not with their next request.
            if (MAY_BE_SIGNED_OUT.includes(codeOf(reason))) options.onRefused?.();
            throw reason;
          }
          if (next === "RESYNC") {
            cursor = null;
            resync = reason;
          }
          tell("WAITING", reason);
          await sleep(Math.max(backOff(failures++), retryAfterOf(reason)));
        }
      }
      return null;
    }

    function close(): Promise<Why> {
      closed = true;
      interrupt();
      return Promise.race([ended, Promise.resolve(null)]);
    }
    open.add(close);
    const ended = run()
      .catch(toldOf)
      .then((why) => {
        open.delete(close);
        try {
          tell("ENDED", why);
          return why;
        } catch (reason) {
          return why ?? toldOf(reason);
        }
      });
    return { close, ended };
  }

  return {
    follow,
    wake: () => [...asleep].forEach((go) => go()),
    async close() {
      await Promise.all([...open].map((close) => close()));
      try {
        await transport.dispose();
      } catch {
        // It was just connecting, and failed: closed is closed.
      }
    },
  };
}
