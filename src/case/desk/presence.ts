import { EventEmitter } from "node:events";

interface Looking {
  accountId: string;
  displayName: string;
  since: number;
}

/** The people with one case open. */
class Room extends EventEmitter {
  private readonly people = new Map<string, Looking & { tabs: number }>();

  get isEmpty(): boolean {
    return this.people.size === 0;
  }

  /** In the order they came. */
  get list(): readonly Looking[] {
    return [...this.people.values()];
  }

  enter(person: Looking): void {
    const known = this.people.get(person.accountId);
    if (known) known.tabs += 1;
    else {
      this.people.set(person.accountId, { ...person, tabs: 1 });
      this.emit("change");
    }
  }

  leave(accountId: string): void {
    const known = this.people.get(accountId);
    if (!known) return;
    known.tabs -= 1;
    if (known.tabs > 0) return;
    this.people.delete(accountId);
    this.emit("change");
  }
}

/** Who has which case open now. In this process's memory only: it is worthless a moment later. */
export class Presence {
  private static readonly known = new WeakMap<object, Presence>();
  private readonly rooms = new Map<string, Room>();

  /** One per running server. */
  static of(server: object): Presence {
    let presence = Presence.known.get(server);
    if (!presence) Presence.known.set(server, (presence = new Presence()));
    return presence;
  }

  /** The person counts as a viewer of the case until `return` is called. Written by hand for the same reason as FeedCursor. */
  look(caseId: string, person: Looking): AsyncIterableIterator<readonly Looking[]> {
    const room = this.rooms.get(caseId) ?? new Room().setMaxListeners(0);
    this.rooms.set(caseId, room);
    return new Look(room, person, () => {
      if (room.isEmpty) this.rooms.delete(caseId);
    });
  }
}

/** The list at once, and again after each change; several changes before the next read are delivered as one. */
class Look implements AsyncIterableIterator<readonly Looking[]> {
  private news = true;
  private closed = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly room: Room,
    private readonly person: Looking,
    private readonly onLeave: () => void,
  ) {
    room.enter(person);
    room.on("change", this.onChange);
  }

  async next(): Promise<IteratorResult<readonly Looking[]>> {
    while (!this.news && !this.closed) await new Promise<void>((wake) => (this.wake = wake));
    if (this.closed) return { value: undefined, done: true };
    this.news = false;
    return { value: this.room.list, done: false };
  }

  return(): Promise<IteratorResult<readonly Looking[]>> {
    if (!this.closed) {
      this.closed = true;
      this.room.off("change", this.onChange);
      this.room.leave(this.person.accountId);
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
