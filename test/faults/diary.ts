import { Sealer } from "../../src/platform/secrets/sealed";
import { SECRET } from "./nodes";
import { createClient, type Client, type FormattedExecutionResult } from "graphql-ws";
import WebSocket from "ws";
import { PASSING, type Session } from "./session";
import type { Stream, Update } from "./streams";

/** Jitter, so that those who lost their node do not all knock at once; and less often at a door that stays shut. */
const pause = (retries = 0): Promise<void> =>
  new Promise((done) => setTimeout(done, (10 + Math.random() * 40) * Math.min(2 ** retries, 8)));

export const TOKEN_ENDED = 4403;

/** Everything that one subscription delivered, over all its connections. */
export class Diary {
  readonly entries: string[] = [];
  /** The place in the log that the first payload stood at. */
  startedAt: number | undefined;
  /** What must not happen to a client that does as the guide says. */
  failure: Error | undefined;
  private readonly known = new Set<string>();
  private readonly variables: Record<string, unknown>;
  private stop: () => void = () => undefined;
  private closed = false;

  constructor(
    readonly name: string,
    readonly stream: Stream,
    private readonly client: Client,
  ) {
    this.variables = { ...stream.variables };
    this.subscribe();
  }

  /** The first payload has come: from here on nothing may be missed. */
  get hasBegun(): boolean {
    return this.startedAt !== undefined;
  }

  close(): void {
    this.closed = true;
    this.stop();
  }

  private subscribe(): void {
    let over = false;
    const unsubscribe = this.client.subscribe<Record<string, Update>>(
      // The client sends this very object again when it has to connect anew; by then it holds the latest cursor.
      { query: this.stream.query, variables: this.variables },
      {
        next: (result) => {
          if (!over) this.take(result);
        },
        error: (error) => {
          if (!over) this.comeBack(error);
        },
        complete: () => {
          if (!over && !this.closed) this.fail("ended by itself", null);
        },
      },
    );
    this.stop = () => {
      over = true;
      // Not at once: graphql-ws' client counts a subscription twice that is given up while its end is being delivered.
      setImmediate(unsubscribe);
    };
  }

  private take({ data, errors }: FormattedExecutionResult<Record<string, Update>, unknown>): void {
    if (errors) return this.comeBack(errors);
    const [update] = Object.values(data ?? {});
    if (!update) return this.fail("was sent an empty payload", data);
    this.startedAt ??= positionOf(update.cursor);
    const entry = this.stream.entryOf(update);
    if (entry !== null) {
      if (this.known.has(entry)) return this.fail("was told twice", entry);
      this.known.add(entry);
      this.entries.push(entry);
    }
    this.variables.after = update.cursor;
  }

  /** Whatever came with the error is not taken down: it comes again after the cursor. */
  private comeBack(reason: unknown): void {
    const passing =
      Array.isArray(reason) &&
      reason.every((error: { extensions?: { code?: string } }) => PASSING.has(error.extensions?.code));
    if (!passing) return this.fail("was refused", reason);
    this.stop();
    void pause().then(() => {
      if (!this.closed) this.subscribe();
    });
  }

  private fail(what: string, detail: unknown): void {
    this.failure ??= new Error(
      `${this.name} ${what} after ${this.entries.length} entries: ${detail instanceof Error ? detail.message : JSON.stringify(detail)}`,
    );
    this.close();
  }
}

/** Clients must not look into a cursor. A test may, to know from where on it has to compare. */
function positionOf(cursor: string): number {
  const place = new Sealer(SECRET).open<{ position: number }>("live", cursor);
  if (!place) throw new Error(`a cursor of another server: ${cursor}`);
  return place.position;
}

/** A client of one person on one socket at a time, with a diary for each stream it follows. */
export class Reader {
  readonly diaries: Diary[];
  /** How its sockets ended, and how often: close codes. */
  readonly closes = new Map<number, number>();
  private readonly client: Client;
  private turn: number;
  private socket: WebSocket | undefined;
  private tokenEnded = false;

  constructor(
    readonly name: string,
    private readonly addresses: readonly string[],
    private readonly session: Session | null,
    streams: readonly Stream[],
    /** Which of the nodes it goes to first. */
    first = 0,
  ) {
    this.turn = first;
    this.client = createClient({
      url: () => `${this.address.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: () => this.credentials(),
      retryAttempts: Infinity,
      shouldRetry: () => true,
      retryWait: pause,
      on: {
        connected: (socket) => (this.socket = socket as WebSocket),
        closed: (event) => this.leave((event as CloseEvent).code),
      },
    });
    this.diaries = streams.map((stream) => new Diary(`${name}, ${stream.name}:`, stream, this.client));
  }

  isOn({ url }: { url: string }): boolean {
    return this.address === url && this.socket?.readyState === WebSocket.OPEN;
  }

  /** Leaves its node for the next one. */
  hop(): void {
    this.socket?.terminate();
  }

  /** Reads nothing more until `resume`: the bytes pile up. */
  pause(): void {
    this.socket?.pause();
  }

  resume(): void {
    this.socket?.resume();
  }

  async close(): Promise<void> {
    for (const diary of this.diaries) diary.close();
    this.socket?.terminate();
    // Rejects when it is just trying to connect.
    await Promise.resolve(this.client.dispose()).catch(() => undefined);
  }

  private get address(): string {
    return this.addresses[this.turn % this.addresses.length] ?? "";
  }

  private leave(code: number): void {
    this.closes.set(code, (this.closes.get(code) ?? 0) + 1);
    if (code === TOKEN_ENDED) this.tokenEnded = true;
    else this.turn += 1;
  }

  private async credentials(): Promise<Record<string, string>> {
    if (!this.session) return {};
    if (this.tokenEnded) await this.session.renew();
    this.tokenEnded = false;
    return { authorization: `Bearer ${await this.session.token()}` };
  }
}
