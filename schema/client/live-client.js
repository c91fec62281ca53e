// @ts-check
import { createClient } from "graphql-ws/client";

/*
 * Follows live streams, each change once and in order, whatever becomes of the connection. Copy it; README.md explains it.
 */

/**
 * A GraphQL error, with its code.
 * @typedef {{ message: string, extensions?: { code?: string, [key: string]: unknown } }} LiveError
 *
 * Why a stream waits, takes a new snapshot or has ended: the server's errors, the closing of the socket, or what one of the app's own
 * functions threw. Null: the app closed it.
 * @typedef {LiveError[] | { code: number, reason: string } | Error | null | unknown} Why
 *
 * @typedef {"CONNECTING" | "CATCHING_UP" | "LIVE" | "WAITING" | "ENDED"} State
 *
 * One payload: `data` as it came, in it `update`, what the subscription's field holds, and the cursor to save together with what the app
 * makes of it. With `errors` parts of it, or all (then both are null), could not be read, however often one asks.
 * @typedef {{ data: any, update: any, cursor: string, errors?: LiveError[] }} News
 *
 * @typedef {object} Stream
 * @property {string} query A subscription that takes `$after: String` and selects `cursor caughtUp`.
 * @property {Record<string, unknown>} [variables] Without `after`.
 * @property {string | null} [after] The cursor that the app saved; without one `snapshot` is asked.
 * @property {(why: Why) => Promise<string | null>} [snapshot] Reads afresh, shows it, and answers its cursor; null: from now on. `why` is
 *   null the first time, later the error RESYNC_REQUIRED. GraphQL errors it throws as they came, an array, are treated as the stream's.
 * @property {(news: News) => unknown} onUpdate Takes one payload. The next one waits for it. What it throws ends the stream.
 * @property {(state: State, why: Why) => unknown} [onState] For a sign on the screen, and to learn the end.
 *
 * @typedef {object} Options
 * @property {string} [url] `wss://…/graphql`
 * @property {(refused: boolean) => Promise<string | null>} [token] The access token, a new one when the last was `refused`; null for
 *   visitors. Asked at each connection.
 * @property {string} [locale] `en` or `zh-CN`: the language of messages; else the browser's.
 * @property {string} [clientName] What your program is called, so that you can be told when something it uses is going to be removed.
 * @property {string} [clientVersion] Its version.
 * @property {unknown} [webSocketImpl] Where there is no global `WebSocket` (Node before 22): that of the package `ws`.
 * @property {Transport} [transport] In place of these six: a client of graphql-sse, with `retryAttempts: 0`.
 * @property {(failures: number) => number} [backOff] Milliseconds to wait after so many failures in a row.
 *
 * @typedef {Pick<import("graphql-ws").Client, "subscribe"> & { dispose(): void | Promise<void> }} Transport
 */

/** Errors that pass. RESYNC_REQUIRED asks for a new snapshot; all others end the stream. */
const PASSING = [
  ...["UNAVAILABLE", "OVERLOADED", "GOING_AWAY", "CONSUMER_TOO_SLOW", "RATE_LIMITED"],
  ...["TOKEN_EXPIRED", "INTERNAL_SERVER_ERROR"],
];
/** After these the same would happen again. A socket's close: bad request, signed out, wrong protocol, too many messages; a status of SSE. */
const FINAL = [4400, 4401, 4406, 4409, 4429, 400, 403, 404, 405, 406, 413, 415];
/** The token is not good: mostly it has ended. */
const TOKEN_REFUSED = [4403, 401];
const MOST_REFUSALS = 3;
const PING_MS = 15_000;
const PONG_MS = 10_000;

/** Not the same for everybody: those who were cut off together must not come back together. */
const jitter = (/** @type {number} */ failures) => Math.random() * Math.min(30_000, 500 * 2 ** failures);

/** Milliseconds that the server asks one to wait. */
const retryAfter = (/** @type {any} */ why) => (Array.isArray(why) && why[0]?.extensions?.retryAfter * 1_000) || 0;

/** What cannot become better by trying again. */
class Final extends Error {}

/** @param {import("graphql-ws").FormattedExecutionResult<Record<string, any> | null, any>} result */
function read({ data = null, errors, extensions }) {
  const update = data && Object.values(data)[0];
  /** @type {string | undefined} */
  const cursor = extensions?.cursor ?? update?.cursor;
  return { data, update, cursor, errors: /** @type {LiveError[] | undefined} */ (errors) };
}

/**
 * graphql-ws with what a stream needs of it.
 * @param {Options} options
 * @returns {Transport}
 */
function websockets({ url = "", token = async () => null, locale, clientName, clientVersion, webSocketImpl }) {
  let refused = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let overdue;
  const client = createClient({
    url,
    webSocketImpl,
    // The library would subscribe again with the variables it was first given, and so with an old cursor. Each stream does it itself.
    retryAttempts: 0,
    keepAlive: PING_MS,
    connectionAckWaitTimeout: PONG_MS,
    async connectionParams() {
      const accessToken = await token(refused);
      // JSON leaves out what is undefined.
      return { locale, clientName, clientVersion, ...(accessToken && { authorization: `Bearer ${accessToken}` }) };
    },
    on: {
      connected: () => void (refused = false),
      closed(event) {
        clearTimeout(overdue);
        refused = TOKEN_REFUSED.includes(/** @type {{ code?: number }} */ (event).code ?? 0);
      },
      // A connection that died without a word is noticed by its silence.
      ping: (received) => void (received || (overdue = setTimeout(() => client.terminate(), PONG_MS))),
      pong: (received) => void (received && clearTimeout(overdue)),
    },
  });
  return client;
}

/**
 * One connection for any number of streams.
 * @param {Options} options
 */
export function openLive({ backOff = jitter, ...options }) {
  const transport = options.transport ?? websockets(options);
  /** @type {Set<() => Promise<Why>>} */
  const open = new Set();
  /** @type {Set<() => void>} */
  const asleep = new Set();

  /**
   * Begins at once. `ended` resolves when the stream is over, with why.
   * @param {Stream} stream
   */
  function follow({ query, variables = {}, after = null, snapshot, onUpdate, onState }) {
    /** What the app has taken. */
    let cursor = after;
    let failures = 0;
    let refusals = 0;
    let closed = false;
    /** @type {State | null} */
    let state = null;
    let interrupt = () => {};

    /** @type {(now: State, why?: Why) => void} */
    function tell(now, why = null) {
      if (now !== state || why !== null) onState?.(now, why);
      state = now;
    }

    /**
     * @param {Why} reason
     * @returns {"AGAIN" | "RESYNC" | "END"}
     */
    function verdict(reason) {
      if (Array.isArray(reason)) {
        const code = reason[0]?.extensions?.code;
        if (code === "RESYNC_REQUIRED") return "RESYNC";
        return PASSING.includes(code) ? "AGAIN" : "END";
      }
      if (reason instanceof Final) return "END";
      const { code, response } = Object(reason);
      const number = response?.status ?? code;
      if (TOKEN_REFUSED.includes(number) && ++refusals >= MOST_REFUSALS) return "END";
      return FINAL.includes(number) ? "END" : "AGAIN";
    }

    /** @param {ReturnType<typeof read>} payload */
    async function take({ errors, ...payload }) {
      if (closed) return;
      const { cursor: place, update } = payload;
      // Errors without a place in the stream are its end.
      // A list is all there is now, not one change of it (`complaintViewers`): it has no place, and is had anew after a break.
      const whole = place === undefined && Array.isArray(update);
      if (place === undefined && !whole)
        throw errors ?? new Final("The subscription must select `cursor` and `caughtUp`.");
      try {
        await onUpdate({ ...payload, cursor: place ?? "", ...(errors && { errors }) });
      } catch (cause) {
        throw new Final("onUpdate failed", { cause });
      }
      cursor = place ?? null;
      failures = refusals = 0;
      if (!closed) tell(update?.caughtUp === false ? "CATCHING_UP" : "LIVE");
    }

    /** One subscription; rejects with why it is over. */
    function listen() {
      return new Promise((_, over) => {
        const request = { query, variables: { ...variables, after: cursor } };
        let taking = Promise.resolve();
        // What has come is taken first; whatever follows goes on after that.
        const end = (/** @type {Why} */ why) => void taking.then(() => over(why), over);
        const stop = transport.subscribe(request, {
          next(result) {
            const payload = read(result);
            // After a close with 1000 the library does subscribe again by itself: from what it has handed over.
            request.variables.after = payload.cursor ?? request.variables.after;
            taking = taking.then(() => take(payload));
            taking.catch((reason) => {
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

    /** @param {number} ms */
    function sleep(ms) {
      return new Promise((done) => {
        interrupt = () => {
          clearTimeout(timer);
          asleep.delete(interrupt);
          done(null);
        };
        const timer = setTimeout(interrupt, ms);
        asleep.add(interrupt);
      });
    }

    async function run() {
      /** @type {Why} */
      let resync = null;
      while (!closed) {
        try {
          tell("CONNECTING");
          cursor ??= (await snapshot?.(resync)) ?? null;
          if (!closed) await listen();
        } catch (reason) {
          const next = verdict(reason);
          if (closed) break;
          if (next === "END") return reason instanceof Final ? (reason.cause ?? reason) : reason;
          if (next === "RESYNC") {
            cursor = null;
            resync = reason;
          }
          tell("WAITING", reason);
          await sleep(Math.max(backOff(failures++), retryAfter(reason)));
        }
      }
      return null;
    }

    /** Nothing is delivered any more. */
    function close() {
      closed = true;
      interrupt();
      return ended;
    }
    open.add(close);
    const ended = run().then((why) => {
      open.delete(close);
      tell("ENDED", why);
      return why;
    });
    return { close, ended };
  }

  return {
    follow,
    /** Wait no longer: the network is back, the app is on the screen again. */
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
