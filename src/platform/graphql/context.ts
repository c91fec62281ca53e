import type { ExecutionResult, GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { Clock } from "../clock";
import type { Database } from "../database/database";
import type { ReadsRecord } from "../database/reads-record";
import type { EntityClass } from "../database/row-mapper";
import type { Tx } from "../database/tx";
import { Deadline } from "../scheduling/deadline";
import { newRequestId } from "../ids";
import type { LiveCursors } from "../feed/live-cursor";
import type { Tail } from "../feed/tail";
import { opensDoor, type Actor, type Anyone, type Locale, type LocaleSettings, type Role } from "../identity/actor";
import { Refusal } from "../refusal";
import type { Gateways } from "../carriers/gateway";
import type { MailHooks } from "../carriers/mail-hooks";
import type { Mailer } from "../carriers/mailer";
import type { Poster } from "../carriers/poster";
import type { Pusher } from "../carriers/pusher";
import type { RedisLine } from "../feed/redis-line";
import type { TimeStamper } from "../time-stamper";
import type { Sealer } from "../secrets/sealed";
import type { ImageCopier } from "../images/image-copier";
import type { Done } from "../telemetry/operation-log";
import type { Storage } from "../storage/storage";
import type { Scanner } from "../storage/scanner";
import { everything, type Asked, type Plan } from "./asked";
import { rowsBy } from "./joined-rows";
import type { ApiLimits } from "./api-limits.types";
import { runOnce, type MutationInput } from "./idempotency";
import { Loaders } from "../database/loaders";
import type { Program } from "./program";

/** Queries that clients have left here, to be executed in their name again and again. */
export interface KeptQueries {
  /** Refuses what could never be executed. Its variables are ids of these names. */
  check(query: string, names: ReadonlySet<string>, field: string, reader: Context): void;
  /**
   * The response, as the actor may see things now; null: it asks for an id that is not among these. Throws OVERLOADED when it may be
   * answered later.
   */
  run(actor: Actor, query: string, ids: ReadonlyMap<string, string>): Promise<ExecutionResult | null>;
}

/** What lives as long as the process does. */
export interface Services {
  database: Database;
  /** The API's types: what comes by another way than an operation is read by them too. */
  schema: GraphQLSchema;
  tail: Tail;
  cursors: LiveCursors;
  clock: Clock;
  sealer: Sealer;
  storage: Storage;
  /** Scans uploads for malware; null: nothing does. */
  scanner: Scanner | null;
  /** Stamps the time on what others must be able to trust; null: no service is configured. */
  timeStamper: TimeStamper | null;
  /** Tells browsers of notices; null: the platform has no https address by which push services could know it. */
  pusher: Pusher | null;
  /** Sends mails; null: no relay is configured. */
  mailer: Mailer | null;
  mailHooks: MailHooks;
  gateways: Gateways;
  /** Sends to addresses that clients have named. */
  poster: Poster;
  images: ImageCopier;
  storedQueries: KeptQueries;
  /** To other processes on the same database; null: no Redis is configured. */
  line: RedisLine | null;
  log: Logger;
  /** The account as it is now, with the rights that the token behind `before` proves; null when it is gone or suspended. */
  currentActor(accountId: string, before?: Actor): Promise<Actor | null>;
  /**
   * Rows read for the deliveries of one event, shared by all its subscribers: a thousand of them ask the database once. They hold
   * rows, not what someone may see; policies are still asked for each viewer.
   */
  readsOf(position: number): Loaders;
  /** Applies everything that has fallen due; returns how many clocks expired. */
  sweep(): Promise<number>;
  /** Brings all projections up to what is committed now. */
  project(): Promise<void>;
  /** Public address of this server, without a trailing slash. */
  publicUrl: string;
  /** Other web pages that may use the API. */
  allowedOrigins: readonly string[];
  apiLimits: ApiLimits;
  /** The development-only mutations are on. */
  development: boolean;
}

/** Those that sweeps use, which operators may also run without a server. */
export type SweptServices = Pick<
  Services,
  "database" | "clock" | "log" | "storage" | "pusher" | "mailer" | "mailHooks" | "gateways" | "sealer" | "publicUrl"
>;

/** What lives as long as one operation, or one delivery of a subscription. */
export class Context {
  // Each is set from the beginning: ten thousand wait in memory, and what is added later costs a list of its own.
  private reads: Loaders | undefined = undefined;
  /** What the operation selects; null: unknown, or shared with others that select other things, so that everything is read. */
  private asked: Asked | null = null;
  private sharesReads = false;
  private limit: { deadline: Deadline; database: Database } | null = null;
  private record: ReadsRecord | null = null;

  readonly locale: Locale;
  readonly timeZone: string;

  /** The people who have proved their identity in this very operation. */
  private proven: Map<string, Actor> | undefined = undefined;

  /** Whose operation it is, and who stands for them, when nothing of its person is to be known. */
  private inPlaceOf: { sender: Context; anyone: Anyone } | null = null;

  constructor(
    readonly services: Services,
    readonly actor: Actor | null,
    settings: LocaleSettings,
    /** Given, or generated when needed: most contexts of live streams never need one. */
    private knownRequestId: string | null,
    /** Address of the client, for throttling. */
    readonly remoteAddress: string,
    /** Session that the access token belongs to; null for outside sign-in and visitors. */
    readonly sessionId: string | null = null,
    /** What the client calls itself; null where it was not read. */
    readonly userAgent: string | null = null,
    /** What sends the request, as it calls itself. */
    readonly program: Program | null = null,
    /** The log's head when the operation began, taken before anything is read, its actor included. For a delivery: its event's position. */
    private position = services.tail.position,
  ) {
    this.locale = settings.locale;
    this.timeZone = settings.timeZone;
  }

  get requestId(): string {
    return (this.knownRequestId ??= newRequestId());
  }

  /** Somebody asks for it, who is not to be known: not a delivery of what many hear at once. */
  get isAsAnyone(): boolean {
    return this.inPlaceOf !== null;
  }

  /** Of an operation `asAnyone`: something was asked that only a particular person has. */
  get wasPersonal(): boolean {
    return this.inPlaceOf?.anyone.wasPersonal ?? this.actor !== null;
  }

  /** The log shows an event of the account since the actor was read; also when it no longer can tell. */
  get accountChanged(): boolean {
    if (!this.actor) return false;
    const { tail } = this.services;
    return (
      this.position < tail.oldestInMemory || tail.next([`account:${this.actor.accountId}`], this.position) !== undefined
    );
  }

  /** For the log's line about the operation. */
  get about(): Pick<Done, "requestId" | "accountId" | "client" | "spent"> {
    const { requestId } = this;
    const { actor, program } = this.inPlaceOf?.sender ?? this;
    const spent = this.limit?.database.spent ?? null;
    return { requestId, accountId: actor?.accountId ?? null, client: program?.name ?? null, spent };
  }

  get loaders(): Loaders {
    return (this.reads ??= new Loaders(this.db.shortReads, {
      whole: (entity) => {
        const plan = this.asked?.wholePlan(entity);
        return plan && plan.besides.length > 0 ? rowsBy(plan, "id" as never) : null;
      },
      shown: (entity, by, also) => {
        const plan = this.asked?.shown(entity, also);
        return plan ? rowsBy(plan, by) : null;
      },
    }));
  }

  /** From now on lists read only what this operation selects, unless their rows are shared with other operations. */
  asks(asked: Asked): void {
    if (!this.sharesReads) this.asked = asked;
  }

  /** What a list reads of its rows: what the operation selects of them, and `also` what the list itself needs; see Asked. */
  planOf<T extends object>(entity: EntityClass<T>, also: readonly (keyof T & string)[], as?: string): Plan<T> {
    return this.asked?.plan(entity, also, as) ?? everything(entity);
  }

  /** Clears the loaders, so that rows are read again when next needed. */
  forgetReads(): void {
    this.reads = undefined;
  }

  get db(): Database {
    return this.limit?.database ?? this.services.database;
  }

  /** Limits the operation from now on: after this time, reads and writes through this context refuse to start. */
  limitTime(milliseconds: number): void {
    const deadline = new Deadline(milliseconds);
    this.limit = { deadline, database: this.services.database.within({ deadline, asker: this }) };
    this.forgetReads();
  }

  /** What waits for events keeps nothing of the operation that has opened it; what fails later has an id of its own. */
  rest(): void {
    this.forgetReads();
    this.knownRequestId = null;
  }

  /** An opened stream outlives the limit; each of its deliveries has a context of its own. */
  endTimeLimit(): void {
    this.limit = null;
    this.forgetReads();
  }

  /** An operation that changes nothing reads from the replica from now on, where there is one with all that is committed by now. */
  async readElsewhere(): Promise<void> {
    if (this.limit) this.readFrom(await this.limit.database.elsewhere());
  }

  /** Returns once all that is committed has its place in the log. What is read afterwards is read where those places were written. */
  async allNumbered(): Promise<void> {
    await this.services.tail.catchUp();
    if (this.limit) this.readFrom(this.limit.database.fromPrimary);
  }

  private readFrom(database: Database): void {
    if (!this.limit || database === this.limit.database) return;
    this.limit = { ...this.limit, database };
    this.forgetReads();
  }

  now(): number {
    this.record?.spoil();
    return this.services.clock.now();
  }

  /**
   * The time, for what compares it with nothing but the dates of the rows that it reads of these tables, see @Tracked: its result
   * changes when one of them begins or ends, and a kept answer holds until then.
   */
  nowAgainst(...tables: string[]): number {
    for (const table of tables) this.record?.comparedWith(table);
    return this.services.clock.now();
  }

  /** From now on it is written down what the operation reads. */
  recordReads(record: ReadsRecord): void {
    if (!this.limit) throw new Error("what an operation reads is recorded once its time is limited");
    this.record = record;
    const { deadline, database } = this.limit;
    const operation = { deadline, record, asker: this, spent: database.spent ?? undefined };
    this.limit = { deadline, database: this.services.database.within(operation) };
    this.forgetReads();
  }

  /** The cursor to follow on from a snapshot read in this operation: everything committed later comes after it. */
  cursorNow(stream: string, scope = this.scope): string {
    return this.services.cursors.at(stream, scope, this.position);
  }

  /** Whose cursors this operation issues. */
  get scope(): string {
    return this.actor?.accountId ?? "public";
  }

  /** The signed-in actor; refuses UNAUTHENTICATED for visitors. */
  signedIn(): Actor {
    if (!this.actor) throw new Refusal("UNAUTHENTICATED");
    return this.actor;
  }

  /** From now on this operation shows the person their own account as theirs; whom it acts for does not change. */
  proved(actor: Actor): void {
    this.proven ??= new Map();
    this.proven.set(actor.accountId, actor);
  }

  /** Who views this account: its owner, when they have just proved their identity, else the sender of the request. */
  viewerOf(accountId: string): Actor | null {
    return this.proven?.get(accountId) ?? this.actor;
  }

  /** What `@Authorized` asks: signed in, and one of the roles when any are named. A first check only; policies decide. */
  passesDoor(roles: readonly Role[]): true {
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
   * Runs a command in one transaction, once per `clientMutationId`: a repeated request returns the first result, for seven days.
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

  /** The same operation as anybody of an audience would send it: with their rights and in their language, and with nothing of one's own. */
  asAnyone(anyone: Anyone): Context {
    const context = new Context(
      this.services,
      anyone,
      this,
      this.requestId,
      this.remoteAddress,
      null,
      null,
      this.program,
      this.position,
    );
    context.inPlaceOf = { sender: this, anyone };
    context.limit = this.limit;
    return context;
  }

  /** The same person's context for another operation, which has an id of its own. */
  forNextOperation(actor: Actor | null, position?: number): Context {
    const context = this.renewed(actor, undefined, position);
    context.knownRequestId = null;
    return context;
  }

  /**
   * The same person's context for the next delivery: nothing cached from the last one, unless it is given loaders that others
   * share, with the log position since which they have been reading.
   */
  renewed(actor: Actor | null, loaders?: Loaders, position = this.services.tail.position): Context {
    const context = new Context(
      this.services,
      actor,
      this,
      this.knownRequestId,
      this.remoteAddress,
      this.sessionId,
      this.userAgent,
      this.program,
      position,
    );
    context.reads = loaders;
    context.sharesReads = loaders !== undefined;
    return context;
  }
}
