import { openLive, type Following, type Live, type Stream } from "./live";
import { dataOf, refusalFrom, unanswered, type Locale } from "./refusal";
import { isRepeatable, jitter, named, repeat } from "./retries";
import { newMutationId } from "./attempt";
import { ServerClock } from "./server-clock";
import { Session } from "./session";
import { memoryStore, type SessionStore } from "./stores";
import type { TypedDocument } from "./typed-document";
import { upload, type Upload } from "./upload";

export interface Options {
  /** Where the server is: `https://redress.example`. */
  url: string;
  /** The language of messages; without it, the account's or the platform's own. A function is asked each time. */
  locale?: Locale | (() => Locale);
  /** What your program is called, so that you can be told when something it uses is going to be removed. */
  clientName?: string;
  /** Its version. */
  clientVersion?: string;
  /** Where the session is kept: `browserStore()`, or your own. Without it, in memory. */
  store?: SessionStore;
  /** An access token that something else takes care of, in place of a session: asked for each request, `refused` is what was not accepted. */
  token?: (refused: string | null) => Promise<string | null>;
  /** How long a request is repeated while the server cannot be reached or is busy, in milliseconds; 30 seconds without it. */
  patienceMs?: number;
  /** Milliseconds to wait after so many failures in a row, for requests and for streams. */
  backOff?: (failures: number) => number;
  fetch?: typeof fetch;
  /** Where there is no global `WebSocket` (Node before 22): that of the package `ws`. */
  webSocketImpl?: unknown;
}

export interface RequestOptions {
  signal?: AbortSignal;
  patienceMs?: number;
}

/** A stream of which the document is typed. */
export type TypedStream<Data, Variables> = Omit<Stream<Data>, "query" | "variables"> & {
  variables?: Omit<Variables, "after">;
};

/** One server, as one person at a time, or as a visitor. */
export class Redress {
  readonly clock: ServerClock = new ServerClock();
  readonly session: Session;
  readonly #options: Options;
  #live: Live | null = null;

  constructor(options: Options) {
    this.#options = { ...options, url: options.url.replace(/\/+$/, "") };
    this.session = new Session(options.store ?? memoryStore(), this.clock, (document, variables, token) =>
      this.#ask(document, variables, (url, init) => this.#send(url, init, token)),
    );
    // A socket is one person's.
    this.session.onPerson(() => void this.close());
  }

  /**
   * `fetch` as the person signed in: with the token, which is refreshed when it is about to expire or was refused, the language, and the
   * client's name. Only for addresses of this server: whoever has the token acts as that person. Throws a `Refusal` when there is no answer.
   */
  readonly fetch: typeof fetch = async (input, init) => {
    const token = await this.#token(null);
    const response = await this.#send(input, init, token);
    if (response.status !== 401 || token === null) return response;
    const other = await this.#token(token);
    return other === null ? response : this.#send(input, init, other);
  };

  /**
   * Runs one query or mutation. Throws a `Refusal`, also when only a part was refused. Queries are repeated while the server cannot be reached or
   * is busy; mutations too, under one `clientMutationId`, if the server remembers them by it.
   */
  async request<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    { signal, patienceMs = this.#options.patienceMs ?? 30_000 }: RequestOptions = {},
  ): Promise<Data> {
    const text = String(document);
    const sent = named(text, variables, newMutationId);
    const send = (): Promise<Data> =>
      this.#ask(document, sent, (url, init) => this.fetch(url, { ...init, ...(signal && { signal }) }), signal);
    return isRepeatable(text, sent) ? repeat(send, { patienceMs, backOff: this.#backOff, signal }) : send();
  }

  /** Follows a subscription that takes `$after: String` and selects `cursor caughtUp`: each update once and in order. */
  follow<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    { variables, ...stream }: TypedStream<Data, Variables>,
  ): Following {
    this.#live ??= this.openLive();
    return this.#live.follow({ ...stream, query: String(document), variables: { ...variables } });
  }

  /** A connection of its own, for any number of streams; `follow` shares one. */
  openLive(): Live {
    const { locale, clientName, clientVersion, webSocketImpl } = this.#options;
    let last: string | null = null;
    return openLive({
      url: `${this.#options.url.replace(/^http/, "ws")}/graphql`,
      token: async (refused) => (last = await this.#token(refused ? last : null)),
      // Whoever was signed out elsewhere learns it by the refresh.
      onRefused: () => void this.session.accessToken(this.session.current?.accessToken).catch(() => undefined),
      locale,
      clientName,
      clientVersion,
      webSocketImpl,
      backOff: this.#backOff,
    });
  }

  /** Sends a file to the address that the server gave for it. Resolves when it was accepted. */
  upload(wanted: Upload): Promise<void> {
    const { patienceMs = 30_000 } = this.#options;
    return upload(
      {
        fetch: this.fetch,
        headers: async () => this.#headers(await this.#token(null)),
        locale: () => this.#locale(),
        patience: { patienceMs, backOff: this.#backOff },
      },
      wanted,
    );
  }

  /** Fetches a file by the address that the server gave for it, which works only for the person who asked. */
  async download(address: string, signal?: AbortSignal): Promise<Response> {
    const response = await this.fetch(address, signal ? { signal } : {});
    if (response.ok) return response;
    throw await refusalFrom(response, this.#locale(), signal);
  }

  /** Wait no longer: the network is back, the app is on the screen again. */
  wake(): void {
    this.#live?.wake();
  }

  /** Ends what `follow` began. */
  async close(): Promise<void> {
    const live = this.#live;
    this.#live = null;
    await live?.close();
  }

  async #ask<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    send: (url: string, init: RequestInit) => Promise<Response>,
    signal?: AbortSignal,
  ): Promise<Data> {
    const response = await send(`${this.#options.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: String(document), variables }),
    });
    return dataOf(response, this.#locale(), signal);
  }

  async #send(input: RequestInfo | URL, init: RequestInit | undefined, token: string | null): Promise<Response> {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(this.#headers(token))) headers.set(name, value);
    const { fetch: own } = this.#options;
    const response = await (own ?? fetch)(input, { ...init, headers }).catch(unanswered(this.#locale(), init?.signal));
    this.clock.learn(response);
    return response;
  }

  #headers(token: string | null): Record<string, string> {
    const { clientName, clientVersion } = this.#options;
    const locale = this.#locale();
    return {
      ...(locale && { "accept-language": locale }),
      ...(clientName && { "x-client-name": clientName }),
      ...(clientVersion && { "x-client-version": clientVersion }),
      ...(token && { authorization: `Bearer ${token}` }),
    };
  }

  #token(refused: string | null): Promise<string | null> {
    return this.#options.token ? this.#options.token(refused) : this.session.accessToken(refused);
  }

  #locale(): Locale | undefined {
    const { locale } = this.#options;
    return typeof locale === "function" ? locale() : locale;
  }

  get #backOff(): (failures: number) => number {
    return this.#options.backOff ?? jitter;
  }
}
