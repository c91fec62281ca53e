import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "../clock";
import type { Database } from "../database/database";
import type { Tx } from "../database/tx";
import { Deadline } from "../deadline";
import type { LiveCursors } from "../feed/live-cursor";
import type { Tail } from "../feed/tail";
import { opensDoor, type Actor, type Locale, type Role } from "../identity/actor";
import { Refusal } from "../refusal";
import type { Sealer } from "../sealed";
import type { ImageCopier } from "../images/image-copier";
import type { Storage } from "../storage/storage";
import type { Scanner } from "../storage/scanner";
import { runOnce, type MutationInput } from "./idempotency";
import { Loaders } from "./loaders";

/** What lives as long as the process. */
export interface Services {
  database: Database;
  tail: Tail;
  cursors: LiveCursors;
  clock: Clock;
  sealer: Sealer;
  storage: Storage;
  /** Looks for malware in what is uploaded; null: nobody does. */
  scanner: Scanner | null;
  images: ImageCopier;
  log: Logger;
  /** The account as it stands now, as far as what `before` came with proves it; null when it is gone or suspended. */
  currentActor(accountId: string, before?: Actor): Promise<Actor | null>;
  /**
   * Rows read for the deliveries of one event, shared by all its subscribers: a thousand of them ask the database once. They hold
   * what is there, not what somebody may see; policies are asked of each viewer all the same.
   */
  readsOf(position: number): Loaders;
  /** Applies everything that has fallen due; answers how many clocks ran out. */
  sweep(): Promise<number>;
  /** Brings everything that is made of the log up to what is committed now. */
  project(): Promise<void>;
  /** Public address of this server, without a trailing slash. */
  publicUrl: string;
  /** Other web pages that may use the API. */
  allowedOrigins: readonly string[];
  /** The development-only mutations are on. */
  development: boolean;
}

/** What lives as long as one operation, or one delivery of a subscription. */
export class Context {
  private reads: Loaders | undefined;
  private limit: { deadline: Deadline; database: Database } | null = null;

  /** Where the log stood when the operation began; taken before anything is read. Of a delivery: its event's place. */
  private position: number;

  /** Those who have proved in this very operation who they are. */
  private proven: Map<string, Actor> | undefined;

  constructor(
    readonly services: Services,
    readonly actor: Actor | null,
    readonly locale: Locale,
    /** Given, or made when it is asked for: most contexts of live streams never need one. */
    private knownRequestId: string | null,
    /** Address of the client, for throttling. */
    readonly remoteAddress: string,
    /** Session that the access token belongs to; null for outside sign-in and visitors. */
    readonly sessionId: string | null = null,
    /** What the client calls itself; null where nobody asked. */
    readonly userAgent: string | null = null,
  ) {
    this.position = services.tail.position;
  }

  get requestId(): string {
    return (this.knownRequestId ??= randomUUID());
  }

  get loaders(): Loaders {
    return (this.reads ??= new Loaders(this.db));
  }

  /** What was read is read anew when it is asked for again. */
  forgetReads(): void {
    this.reads = undefined;
  }

  get db(): Database {
    return this.limit?.database ?? this.services.database;
  }

  /** From now on, for so long: what reads and writes through this context refuses to begin anything after that. */
  limitTime(milliseconds: number): void {
    const deadline = new Deadline(milliseconds);
    this.limit = { deadline, database: this.services.database.within(deadline) };
    this.forgetReads();
  }

  /** A stream that has been opened lives on; each of its deliveries has a context of its own. */
  endTimeLimit(): void {
    this.limit = null;
    this.forgetReads();
  }

  now(): number {
    return this.services.clock.now();
  }

  /** The cursor that a snapshot read in this operation is valid at: nothing that is committed later is before it. */
  cursorNow(stream: string, scope = this.scope): string {
    return this.services.cursors.at(stream, scope, this.position);
  }

  /** Whose cursors these are. */
  get scope(): string {
    return this.actor?.accountId ?? "public";
  }

  /** The signed-in actor; refuses UNAUTHENTICATED for visitors. */
  signedIn(): Actor {
    if (!this.actor) throw new Refusal("UNAUTHENTICATED");
    return this.actor;
  }

  /** From now on what this operation shows of the person's own account, it shows to them; it acts for nobody else than before. */
  proved(actor: Actor): void {
    this.proven ??= new Map();
    this.proven.set(actor.accountId, actor);
  }

  /** Who looks at this account: the person it belongs to, when they have just proved it, else whoever sent the request. */
  viewerOf(accountId: string): Actor | null {
    return this.proven?.get(accountId) ?? this.actor;
  }

  /** @Authorized's question: signed in, and one of the roles when any are named. The door only; policies are the lock. */
  passesDoor(roles: readonly Role[]): boolean {
    const actor = this.signedIn();
    if (opensDoor(actor, roles)) return true;
    const { withheld } = actor;
    if (withheld && roles.some((role) => withheld.roles.has(role)))
      throw new Refusal("SECOND_FACTOR_REQUIRED", {
        reason: withheld.because === "TOKEN" ? "secondFactor.outside" : "secondFactor.setUp",
      });
    throw new Refusal("FORBIDDEN", { reason: "role" });
  }

  /**
   * Runs a command in one transaction, once per `clientMutationId`: the same request again gives the first result, for seven days.
   * The result is a small record of ids, from which the payload is read after the commit.
   */
  async command<R extends Record<string, string | null>>(
    name: string,
    input: MutationInput,
    work: (tx: Tx, actor: Actor) => Promise<R>,
  ): Promise<R> {
    const actor = this.signedIn();
    const result = await runOnce(this.db, actor, name, input, work);
    this.limit?.deadline.restart();
    this.forgetReads();
    return result;
  }

  /**
   * The same person's context for the next delivery: nothing remembered from the last one, unless it is given loaders that others
   * share, and the place in the log since when they have been reading.
   */
  renewed(actor: Actor | null, loaders?: Loaders, position = this.services.tail.position): Context {
    const context = new Context(
      this.services,
      actor,
      this.locale,
      this.knownRequestId,
      this.remoteAddress,
      this.sessionId,
      this.userAgent,
    );
    context.reads = loaders;
    context.position = position;
    return context;
  }
}
