import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import type { RedisLine } from "../../platform/feed/redis-line";

const CHANNEL = "redress:viewers";
/** So often a process says who looks at what through it, and it is believed for so long. */
const SAY_EVERY_MS = 3_000;
const BELIEVED_MS = 10_000;

interface Looking {
  accountId: string;
  displayName: string;
  since: number;
}

/** What one process says of the people who have a case open through it. */
interface Said {
  /** The epoch of the log of its installation. 0.1.0 says none. */
  of?: string;
  from: string;
  caseId: string;
  people: readonly Looking[];
  /** Whoever else knows of somebody says so. */
  asks: boolean;
}

/** The people with one case open. */
class Room extends EventEmitter {
  private readonly own = new Map<string, Looking & { tabs: number }>();
  /** By process. */
  private readonly others = new Map<string, { people: readonly Looking[]; until: number }>();
  private told = "[]";

  /** Nobody is here to whom anything could be told. */
  get isEmpty(): boolean {
    return this.own.size === 0;
  }

  get ownPeople(): readonly Looking[] {
    return [...this.own.values()].map(({ accountId, displayName, since }) => ({ accountId, displayName, since }));
  }

  /** Each once, in the order they came. */
  get list(): readonly Looking[] {
    const all = [...this.ownPeople, ...[...this.others.values()].flatMap(({ people }) => people)];
    const first = new Map<string, Looking>();
    for (const person of all.sort((one, other) => one.since - other.since))
      if (!first.has(person.accountId)) first.set(person.accountId, person);
    return [...first.values()];
  }

  /** True when the person was not here through this process. */
  enter(person: Looking): boolean {
    const known = this.own.get(person.accountId);
    if (known) known.tabs += 1;
    else this.own.set(person.accountId, { ...person, tabs: 1 });
    this.tell();
    return !known;
  }

  /** True when it was their last tab here. */
  leave(accountId: string): boolean {
    const known = this.own.get(accountId);
    if (!known) return false;
    known.tabs -= 1;
    if (known.tabs > 0) return false;
    this.own.delete(accountId);
    this.tell();
    return true;
  }

  hear({ from, people }: Said): void {
    if (people.length > 0) this.others.set(from, { people, until: performance.now() + BELIEVED_MS });
    else this.others.delete(from);
    this.tell();
  }

  /** Forgets what silent processes have said. */
  forget(): void {
    const now = performance.now();
    for (const [from, { until }] of this.others) if (until < now) this.others.delete(from);
    this.tell();
  }

  private tell(): void {
    const list = JSON.stringify(this.list.map(({ accountId, since }) => [accountId, since]));
    if (list === this.told) return;
    this.told = list;
    this.emit("change");
  }
}

/**
 * Who has which case open now. Each process remembers its own people, and says so to the others; nothing is stored, it is worthless a
 * moment later. Of a process that has died, or while Redis is away, the others forget its people after a few seconds.
 */
export class Presence {
  private static readonly known = new WeakMap<object, Presence>();
  private readonly rooms = new Map<string, Room>();
  private readonly me = randomUUID();
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly line: RedisLine | null,
    private readonly epoch: string,
  ) {
    line?.hear(CHANNEL, (text) => this.hear(JSON.parse(text) as Said));
    line?.onHearing(() => this.sayAll(true));
  }

  /** One per running server. */
  static of(server: { line: RedisLine | null; tail: { epoch: string } }): Presence {
    let presence = Presence.known.get(server);
    if (!presence) Presence.known.set(server, (presence = new Presence(server.line, server.tail.epoch)));
    return presence;
  }

  /** The person counts as a viewer of the case until `return` is called. Written by hand for the same reason as FeedCursor. */
  look(caseId: string, person: Looking): Look {
    const room = this.rooms.get(caseId) ?? new Room().setMaxListeners(0);
    const isNew = !this.rooms.has(caseId);
    this.rooms.set(caseId, room);
    if (this.line) this.timer ??= setInterval(() => this.beat(), SAY_EVERY_MS).unref();
    const look = new Look(room, () => {
      if (room.leave(person.accountId)) this.say(caseId, room, false);
      if (room.isEmpty) this.rooms.delete(caseId);
      if (this.rooms.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    });
    if (room.enter(person)) this.say(caseId, room, isNew);
    return look;
  }

  private hear(said: Said): void {
    const room = this.rooms.get(said.caseId);
    // A copy of this installation, to try something out, has the same cases and people, and perhaps the same Redis.
    const isOfOthers = said.of !== undefined && said.of !== this.epoch;
    if (!room || isOfOthers || said.from === this.me) return;
    room.hear(said);
    if (said.asks) this.say(said.caseId, room, false);
  }

  private beat(): void {
    for (const room of this.rooms.values()) room.forget();
    this.sayAll(false);
  }

  private sayAll(asks: boolean): void {
    for (const [caseId, room] of this.rooms) this.say(caseId, room, asks);
  }

  private say(caseId: string, room: Room, asks: boolean): void {
    const said: Said = { of: this.epoch, from: this.me, caseId, people: room.ownPeople, asks };
    void this.line?.say(CHANNEL, JSON.stringify(said));
  }
}

/** The list at once, and again after each change; several changes before the next read are delivered as one. null: it was only rung. */
class Look implements AsyncIterableIterator<readonly Looking[] | null> {
  private news = true;
  private rung = false;
  private closed = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly room: Room,
    private readonly onLeave: () => void,
  ) {
    room.on("change", this.onChange);
  }

  async next(): Promise<IteratorResult<readonly Looking[] | null>> {
    while (!this.news && !this.rung && !this.closed) await new Promise<void>((wake) => (this.wake = wake));
    if (this.closed) return { value: undefined, done: true };
    const value = this.news ? this.room.list : null;
    this.news = this.rung = false;
    return { value, done: false };
  }

  /** Whoever waits for the next list looks up. */
  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  return(): Promise<IteratorResult<readonly Looking[] | null>> {
    if (!this.closed) {
      this.closed = true;
      this.room.off("change", this.onChange);
      this.onLeave();
      this.wake?.();
    }
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private readonly onChange = (): void => {
    this.news = true;
    this.wake?.();
  };
}
