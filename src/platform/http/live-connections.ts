import type { IncomingMessage } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Context, Services } from "../graphql/context";
import type { Limits } from "../graphql/limits";
import { Multimap } from "../multimap";
import { Refusal } from "../refusal";

/** What live connections need from accounts. */
export interface LiveDoor {
  addressOf(request: IncomingMessage): string;
  /** The person of a token, and when it ends (null: never, for visitors); a Refusal for a bad one. */
  bySocket(
    request: IncomingMessage,
    params: Record<string, unknown>,
  ): Promise<{ context: Context; expiresAt: number | null }>;
  /** The same person as they are now; a Refusal when they may not continue. */
  renew(context: Context): Promise<Context>;
  /** The same, read afresh; a Refusal also when their session has ended. */
  still(context: Context): Promise<Context>;
}

/** A connection that stays open: a websocket, an event stream. */
export interface LiveConnection {
  readonly address: string;
  /** Who opened it; null until that is known. */
  readonly context: Context | null;
  /** When the access token ends, by the server's clock. */
  readonly expiresAt: number;
  /** Whether its account may continue could not be looked at, and is to be again. */
  doubted: boolean;
  /** Ends it, giving the reason as its protocol does. */
  end(why: Refusal): void;
  /** Called once a second. */
  look(second: number): void;
}

const LOOK_MS = 1_000;
const ENDED_AT_ONCE = 200;

/** All live connections, over any transport: limits their number, enforces token expiry and revoked rights, and closes them on shutdown. */
export class LiveConnections implements AsyncDisposable {
  private readonly all = new Set<LiveConnection>();
  private readonly byAddress = new Map<string, number>();
  private readonly byAccount = new Multimap<LiveConnection>();
  private readonly looking: NodeJS.Timeout;
  private readonly stopObserving: () => void;
  private second = 0;
  private closing = false;

  constructor(
    private readonly services: Services,
    private readonly limits: Pick<Limits, "sockets" | "socketsPerAddress" | "socketsPerPerson">,
    private readonly door: Pick<LiveDoor, "renew" | "still">,
    /** false: another process holds them. */
    private readonly isOpen = true,
  ) {
    this.looking = setInterval(() => this.look(), LOOK_MS).unref();
    this.stopObserving = services.tail.observe(({ topicList }) => {
      for (const topic of topicList) if (topic.startsWith("account:")) this.doubtAll(topic.slice("account:".length));
    });
  }

  get size(): number {
    return this.all.size;
  }

  /** Those of one transport. */
  of<T extends LiveConnection>(kind: abstract new (...given: never[]) => T): T[] {
    return [...this.all].filter((connection): connection is T => connection instanceof kind);
  }

  /** Refuses new connections when this server is full or shutting down, or holds none. */
  admit(): void {
    if (!this.isOpen) throw new Refusal("NOT_FOUND", { reason: "request.otherRole" });
    if (this.closing) throw goingAway();
    if (this.all.size >= this.limits.sockets) throw new Refusal("OVERLOADED", { retryAfter: soon() });
  }

  /** Counts the connection until it leaves, even one that is then refused. */
  enter(connection: LiveConnection): void {
    const { address } = connection;
    const many = (this.byAddress.get(address) ?? 0) + 1;
    this.all.add(connection);
    this.byAddress.set(address, many);
    if (this.closing) throw goingAway();
    if (many > this.limits.socketsPerAddress)
      throw new Refusal("LIMIT_REACHED", { reason: "socketsPerAddress", retryAfter: soon() });
  }

  /** Called when its context is known. Refused when the person has too many. */
  identify(connection: LiveConnection): void {
    const accountId = connection.context?.actor?.accountId;
    if (accountId === undefined) return;
    if (this.byAccount.add(accountId, connection) > this.limits.socketsPerPerson)
      throw new Refusal("LIMIT_REACHED", { reason: "socketsPerPerson", retryAfter: soon() });
    // Between the reading of its account and now nobody would have doubted it.
    if (connection.context?.accountChanged) void this.recheck(connection);
  }

  leave(connection: LiveConnection): void {
    if (!this.all.delete(connection)) return;
    const { address, context } = connection;
    const left = (this.byAddress.get(address) ?? 1) - 1;
    if (left > 0) this.byAddress.set(address, left);
    else this.byAddress.delete(address);
    if (context?.actor) this.byAccount.delete(context.actor.accountId, connection);
  }

  /** Asks all clients to leave, a few at a time so that they do not all come back at once; with their cursors they lose nothing. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.closing = true;
    clearInterval(this.looking);
    this.stopObserving();
    let ended = 0;
    for (const connection of [...this.all]) {
      connection.end(goingAway());
      ended += 1;
      if (ended % ENDED_AT_ONCE === 0) await nextTurn();
    }
  }

  private look(): void {
    const now = this.services.clock.now();
    this.second += 1;
    for (const connection of this.all) {
      if (connection.expiresAt <= now) connection.end(new Refusal("TOKEN_EXPIRED"));
      else if (connection.doubted) void this.recheck(connection);
      connection.look(this.second);
    }
  }

  /** Something about the account has changed: its connections end unless their sessions continue. */
  private doubtAll(accountId: string): void {
    for (const connection of this.byAccount.of(accountId)) void this.recheck(connection);
  }

  /** Of several at once each counts for what it found: one that began before the account changed again does not settle that. */
  private async recheck(connection: LiveConnection): Promise<void> {
    if (!connection.context) return;
    connection.doubted = false;
    try {
      await this.door.renew(connection.context);
      await this.door.still(connection.context);
    } catch (error) {
      // Its streams check the same, and end first, with their own reasons.
      await nextTurn();
      if (error instanceof Refusal && error.code === "UNAUTHENTICATED") return connection.end(error);
      connection.doubted = true;
      this.services.log.warn({ err: error }, "a live connection's account cannot be looked at; trying again");
    }
  }
}

/** Seconds, randomised, so that clients disconnected together do not come back together. */
const soon = (): number => 1 + Math.floor(Math.random() * 10);

const goingAway = (): Refusal => new Refusal("GOING_AWAY", { retryAfter: soon() });
