import { openLive as open, websockets, type Live, type Transport } from "../../../../clients/typescript/src/live";
import { onDevice } from "../browser/kept-texts";
import { getLanguage } from "../text/language";
import { tellDoubt, tellLeftBehind } from "./connection-state";
import { session } from "./redress";
import { isUnfetched } from "./unfetched";

/** So many sockets in a row that did not open, while the server answered: this network lets none through. */
const MOST_FAILURES = 3;
/** Longer than any socket takes that opens at all. */
const SILENCE_MS = 10_000;
/** For all tabs and the next visit: where this device is, server-sent events work, and sockets do not. */
const MARK = "redress.without-sockets";
const SOCKET = `${location.origin.replace(/^http/, "ws")}/graphql`;

let failures = 0;
/** Sockets do not open, and it is not known yet whether server-sent events do better. */
let areEventsTried = false;

/** Browsers wait minutes for a socket whose opening is never answered. */
class CountedSocket extends WebSocket {
  constructor(url: string, protocols?: string | string[]) {
    super(url, protocols);
    let works = false;
    const silence = setTimeout(() => this.close(), SILENCE_MS);
    this.addEventListener("open", () => clearTimeout(silence));
    this.addEventListener("message", () => {
      works = true;
      failures = 0;
    });
    this.addEventListener("close", ({ wasClean }) => {
      clearTimeout(silence);
      // Whoever says why it is closed has answered.
      if (!works && !wasClean) void countFailure();
    });
  }
}

async function countFailure(): Promise<void> {
  const init = { cache: "no-store", signal: AbortSignal.timeout(SILENCE_MS) } as const;
  // Where nothing is answered at all there is no network, or no server.
  const isAnswered = await fetch("/health/ready", init).then(
    ({ status }) => status < 500,
    () => false,
  );
  failures = isAnswered ? failures + 1 : 0;
  if (failures < MOST_FAILURES) return;
  failures = 0;
  areEventsTried = true;
}

/** Sockets; where none opens, server-sent events, until one does again. */
function socketsOrEvents(onSocketWorks: () => void): Transport {
  let last: string | null = null;
  const sockets = websockets({
    url: SOCKET,
    token: async (refused) => (last = await session.accessToken(refused ? last : null)),
    locale: getLanguage,
    webSocketImpl: CountedSocket,
  });
  let events: Promise<Transport> | null = null;

  async function openEvents(): Promise<Transport> {
    const { eventStreams } = await import("./event-streams");
    return eventStreams(SOCKET, () => {
      onDevice.removeItem(MARK);
      // First they are told that they are over.
      setTimeout(onSocketWorks);
    });
  }

  const overEvents: Transport["subscribe"] = (request, sink) => {
    let isTrial = areEventsTried;
    let isOver = false;
    let stop = (): void => void (isOver = true);
    function fail(why: unknown): void {
      // Whoever is told to wait has a way.
      if (!isTrial || (why as { response?: Response }).response?.status === 429) return sink.error(why);
      areEventsTried = false;
      // Where neither goes it is the network's doing: what is shown is asked for again, and sockets are next.
      tellDoubt();
      sink.error(new Error("neither opens", { cause: why }));
    }
    events ??= openEvents();
    events
      .then((transport) => {
        if (isOver) return;
        stop = transport.subscribe<never, never>(request, {
          next(result) {
            if (isTrial) onDevice.setItem(MARK, "");
            if (isTrial) areEventsTried = isTrial = false;
            sink.next(result);
          },
          error: fail,
          complete: () => sink.complete(),
        });
      })
      .catch((reason: unknown) => {
        events = null;
        if (isTrial && isUnfetched(reason)) tellLeftBehind();
        fail(reason);
      });
    return () => stop();
  };

  return {
    subscribe: (request, sink) =>
      areEventsTried || onDevice.getItem(MARK) !== null ? overEvents(request, sink) : sockets.subscribe(request, sink),
    async dispose() {
      await Promise.all([sockets.dispose(), events?.then((transport) => transport.dispose())]);
    },
  };
}

/** A connection of the person signed in, for all streams of the pages. */
export function openLive(): Live {
  const live = open({
    transport: socketsOrEvents(() => live.wake()),
    // Whoever was signed out elsewhere learns it by the refresh.
    onRefused: () => void session.accessToken(session.current?.accessToken).catch(() => undefined),
  });
  return live;
}
