import { createClient } from "graphql-sse";
import type { Transport } from "../../../../clients/typescript/src/live";
import { tellPeriodic } from "./connection-state";
import { redress } from "./redress";

/*
 * The streams of the pages as server-sent events, each of them a connection of its own, of which a browser has six over HTTP/1.1 for all its
 * tabs: a tab that is looked at holds those open that matter most, and only looks at the others now and then, one after the other.
 */

/** What is held open by all tabs together: the rest of the six are for requests. */
const HELD_BY_ALL = 4;
const HELD_BY_TAB = 2;
const LOOK_MS = 15_000;
const LOOK_WHILE_HIDDEN_MS = 60_000;
/** What happens in one stream is often of interest to another one, but a burst of it is one thing. */
const AFTER_NEWS_MS = 2_000;
/** The server writes something every 12 seconds. */
const SILENCE_MS = 30_000;
const SOCKET_SILENCE_MS = 10_000;

type Request = Parameters<Transport["subscribe"]>[0];
type Sink = Parameters<Transport["subscribe"]>[1];

interface Followed {
  request: Request;
  sink: Sink;
  rank: Rank;
  hasCaughtUp: boolean;
  isHeld: boolean;
  isOver: boolean;
  /** It should be held, but what all tabs may hold is. */
  isOnlyLookedAt: boolean;
  /** It is to be looked at again, or to be held. */
  isDue: boolean;
  /** Ends its connection. */
  letGo: () => void;
  /** Ends its pause. */
  wake: () => void;
}

// Without TLS there are none: then nothing is held open, for nobody would know how much is.
const { locks } = navigator as Partial<Navigator>;

const isSeen = (): boolean => document.visibilityState === "visible";

/** What matters most comes first: what the page is about, who else looks at it, what stands around all pages. */
const RANKS = ["PAGE", "PRESENCE", "FRAME"] as const;
type Rank = (typeof RANKS)[number];

const rankOf = (query: string): Rank =>
  /\bcomplaintViewers\b/.test(query) ? "PRESENCE" : /\binboxUpdated\b/.test(query) ? "FRAME" : "PAGE";

interface Taken {
  data?: Record<string, { caughtUp?: boolean } | unknown[] | null> | null;
}

/** Also of a list, which is all there is. */
function hasCaughtUp({ data }: Taken): boolean {
  const [update] = Object.values(data ?? {});
  return Array.isArray(update) || update?.caughtUp === true;
}

/** Null: all that may be held open is. */
async function takeSlot(): Promise<(() => void) | null> {
  for (let n = 1; locks && n <= HELD_BY_ALL; n += 1) {
    const giveBack = await new Promise<(() => void) | null>((taken) => {
      locks
        .request(`redress.stream ${n}`, { ifAvailable: true }, (lock) =>
          lock ? new Promise<void>((back) => taken(back)) : taken(null),
        )
        .catch(() => taken(null));
    });
    if (giveBack) return giveBack;
  }
  return null;
}

/** As the person signed in. A connection that died without a word is noticed by its silence. */
async function fetchListening(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const silent = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listen = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silent.abort(), SILENCE_MS);
  };
  listen();
  const signal = AbortSignal.any([silent.signal, ...(init.signal ? [init.signal] : [])]);
  const response = await redress.fetch(input, { ...init, signal });
  const listened = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, out) {
      listen();
      out.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
  return new Response(response.body?.pipeThrough(listened), response);
}

export function eventStreams(socketUrl: string, onSocketWorks: () => void): Transport {
  // The library would subscribe again by itself, with an old cursor.
  const client = createClient({ url: "/graphql/stream", retryAttempts: 0, fetchFn: fetchListening });
  const all = new Set<Followed>();
  let lastLook = Promise.resolve();
  let afterNews: ReturnType<typeof setTimeout> | undefined;
  let trial: WebSocket | null = null;

  /** The latest of a rank is what was opened last. */
  const foremost = (): Followed[] =>
    isSeen()
      ? [...all]
          .reverse()
          .sort((one, other) => RANKS.indexOf(one.rank) - RANKS.indexOf(other.rank))
          .slice(0, HELD_BY_TAB)
      : [];

  const mayBeHeld = (one: Followed): boolean => locks !== undefined && foremost().includes(one);

  function wake(one: Followed): void {
    one.isDue = true;
    one.wake();
  }

  function arrange(): void {
    for (const one of all) {
      const isMeant = mayBeHeld(one);
      if (one.isHeld && !isMeant) {
        one.isHeld = false;
        one.letGo();
      } else if (!one.isHeld && isMeant) wake(one);
    }
    tell();
  }

  function tell(): void {
    const [first] = foremost();
    const matters = [...all].filter((one) => one === first || one.rank === "PAGE");
    tellPeriodic(matters.some((one) => one.isOnlyLookedAt));
  }

  function rouse(): void {
    arrange();
    if (isSeen()) all.forEach(wake);
  }

  function hasNews(): void {
    afterNews ??= setTimeout(() => {
      afterNews = undefined;
      for (const one of all) if (!one.isHeld) wake(one);
    }, AFTER_NEWS_MS);
  }

  /** One connection. Resolves when it was let go: a look as soon as it has seen everything. */
  function connect(one: Followed, isLook: boolean): Promise<void> {
    return new Promise((done, fail) => {
      let isOpen = true;
      let isNews = false;
      one.letGo = () => {
        isOpen = false;
        stop();
        done();
      };
      // From where it has got to by now.
      const { query, variables } = one.request;
      const stop = client.subscribe(
        { query, variables: variables ?? {} },
        {
          next(result) {
            if (!isOpen) return;
            one.sink.next(result as never);
            if (isNews) hasNews();
            if (!hasCaughtUp(result as Taken)) return;
            isNews = one.hasCaughtUp = true;
            if (isLook) one.letGo();
          },
          error: (why) => void (isOpen && fail(why as Error)),
          complete() {
            if (!isOpen) return;
            leave(one);
            one.sink.complete();
            done();
          },
        },
      );
    });
  }

  /** One after the other: they take one connection. */
  function look(one: Followed): Promise<void> {
    // Whoever is on that list for a moment only would come and go for all others.
    if (one.rank === "PRESENCE" && one.hasCaughtUp) return Promise.resolve();
    const looked = lastLook.then(() => (one.isOver ? undefined : connect(one, true)));
    lastLook = looked.catch(() => undefined);
    return looked;
  }

  async function hold(one: Followed, giveBack: () => void): Promise<void> {
    try {
      one.isHeld = true;
      one.isDue = false;
      // While it got that, it may have been left.
      if (!one.isOver && mayBeHeld(one)) await connect(one, false);
    } finally {
      one.isHeld = false;
      giveBack();
    }
  }

  function pause(one: Followed): Promise<void> {
    if (one.isDue || one.isOver) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(done, isSeen() ? LOOK_MS : LOOK_WHILE_HIDDEN_MS);
      one.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  async function follow(one: Followed): Promise<void> {
    try {
      while (!one.isOver) {
        one.isDue = false;
        const giveBack = mayBeHeld(one) ? await takeSlot() : null;
        one.isOnlyLookedAt = giveBack === null && isSeen();
        tell();
        await (giveBack ? hold(one, giveBack) : look(one));
        await pause(one);
      }
    } catch (why) {
      leave(one);
      one.sink.error(why);
      trySocket();
    }
  }

  function leave(one: Followed): void {
    if (!all.delete(one)) return;
    one.isOver = true;
    one.wake();
    one.letGo();
    arrange();
  }

  function moveOn(): void {
    onSocketWorks();
    for (const one of all) {
      leave(one);
      one.sink.complete();
    }
  }

  /** When the pages are opened, when the network is another one, and when an event stream breaks. Where one works all goes on over it. */
  function trySocket(): void {
    if (trial) return;
    const socket = (trial = new WebSocket(socketUrl, "graphql-transport-ws"));
    const silence = setTimeout(() => socket.close(), SOCKET_SILENCE_MS);
    socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "connection_init" })));
    const works = (): void => {
      socket.close();
      moveOn();
    };
    socket.addEventListener("message", works, { once: true });
    socket.addEventListener("close", () => {
      clearTimeout(silence);
      if (trial === socket) trial = null;
    });
  }

  /** One that was opened before would wait for an answer of the former network. */
  function tryAnew(): void {
    trial?.close();
    trial = null;
    trySocket();
  }

  document.addEventListener("visibilitychange", rouse);
  addEventListener("online", tryAnew);
  trySocket();
  return {
    subscribe(request, sink) {
      const one: Followed = {
        request,
        sink,
        rank: rankOf(request.query),
        hasCaughtUp: false,
        isHeld: false,
        isOnlyLookedAt: false,
        isDue: false,
        isOver: false,
        letGo: () => undefined,
        wake: () => undefined,
      };
      all.add(one);
      arrange();
      void follow(one);
      return () => leave(one);
    },
    dispose() {
      document.removeEventListener("visibilitychange", rouse);
      removeEventListener("online", tryAnew);
      trial?.close();
      all.forEach(leave);
      client.dispose();
    },
  };
}
