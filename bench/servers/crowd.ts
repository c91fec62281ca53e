import { setTimeout as delay } from "node:timers/promises";
import { Client } from "../platform/live/client";
import { answerParent } from "../support/answer-parent";

/** The messages with which a group of sockets subscribes; a bare socket sends none. */
export interface Group {
  path: string;
  protocol?: string;
  tokens?: string[];
  query?: string;
}

export interface Opening {
  port: number;
  count: number;
  /** Socket n belongs to group n modulo the number of groups. */
  groups: Group[];
}

export interface Arrivals {
  /** When the last one was up to date, by the clock all processes share. */
  at: number;
  /** How long each took from its first attempt until it was up to date, sorted. */
  took: number[];
  /** Failed attempts: refused for the moment, or not answered. */
  retries: number;
}

export interface Heard {
  at: number;
  /** Reads of all sockets: about one for each write of the server. */
  reads: number;
}

const AT_ONCE = 50;
const MOST_ATTEMPTS = 10;
const RETRY_MS = 1_000;
const PATIENCE_MS = 120_000;

/** Milliseconds of a clock that all processes of this machine share. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

class Member {
  client: Client | null = null;
  lastText = "";
  /** The cursor of the last message received. */
  cursor: string | null = null;
  retries = 0;
  /** Messages with an event since it last joined. */
  events = 0;

  constructor(
    readonly n: number,
    readonly group: Group,
  ) {}

  /** Resolves when it has been notified that it is up to date. Reconnects, as client libraries do, when it is disconnected. */
  async join(port: number): Promise<number> {
    const started = now();
    this.events = 0;
    for (;;) {
      try {
        await this.attempt(port);
        return now() - started;
      } catch (error) {
        this.client?.destroy();
        this.retries += 1;
        if (this.retries === MOST_ATTEMPTS) throw error;
        await delay(RETRY_MS * (0.5 + Math.random()));
      }
    }
  }

  private attempt(port: number): Promise<void> {
    return new Promise((done, failed) => {
      let ready = false;
      const client = new Client(port, this.group.path, this.group.protocol, {
        opened: () => this.group.query !== undefined && this.introduce(client),
        message: (text) => {
          if (ready) return this.hear(text);
          if (text?.includes('"connection_ack"')) return this.subscribe(client);
          this.note(text ?? "");
          if (/"errors"|"type":"(error|complete)"/.test(this.lastText)) failed(new Error(this.lastText));
          if (this.lastText.includes('"event":{')) this.events += 1;
          if (!this.lastText.includes('"caughtUp":true')) return;
          ready = true;
          client.keeping = crowd.keeping;
          done();
        },
        failed: (why) => (ready ? crowd.lost(this, why) : failed(why)),
      });
      this.client = client;
    });
  }

  private introduce(client: Client): void {
    const { tokens = [] } = this.group;
    const authorization = `Bearer ${tokens[this.n % tokens.length] ?? ""}`;
    client.send(JSON.stringify({ type: "connection_init", payload: { authorization } }));
  }

  private subscribe(client: Client): void {
    const payload = { query: this.group.query, variables: { after: this.cursor } };
    client.send(JSON.stringify({ id: "1", type: "subscribe", payload }));
  }

  private hear(text: string | null): void {
    if (text !== null) this.note(text);
    crowd.count();
  }

  private note(text: string): void {
    this.lastText = text;
    this.cursor = /"cursor":"([^"]+)"/.exec(text)?.[1] ?? this.cursor;
  }
}

class Crowd {
  keeping = false;
  private readonly members: Member[] = [];
  private missing = 0;
  private reads = 0;
  private settle: ((heard: number | Error) => void) | null = null;
  private failure: Error | null = null;
  private mayLose = false;

  /** Opens more sockets, fifty at a time. */
  async open({ port, count, groups }: Opening): Promise<void> {
    let next = this.members.length;
    const end = next + count;
    for (let n = next; n < end; n += 1) this.members.push(new Member(n, groups[n % groups.length] as Group));
    const work = async (): Promise<void> => {
      while (next < end) await this.members[next++]?.join(port);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** All reconnect, each at a random moment within the given time. */
  async reconnect({ port, withinMs }: { port: number; withinMs: number }): Promise<Arrivals> {
    for (const member of this.members) {
      member.client?.destroy();
      member.retries = 0;
    }
    this.mayLose = false;
    const took = await Promise.all(
      this.members.map(async (member) => {
        await delay(Math.random() * withinMs);
        return member.join(port);
      }),
    );
    const retries = this.members.reduce((sum, member) => sum + member.retries, 0);
    return { at: now(), took: took.sort((a, b) => a - b), retries };
  }

  keep(keeping: boolean): void {
    this.keeping = keeping;
    for (const { client } of this.members) if (client) client.keeping = keeping;
  }

  /** From now on `heard` waits for this many messages on each socket. */
  expect(each: number): void {
    this.missing = each * this.members.length;
    this.reads = this.countReads();
  }

  count(): void {
    this.missing -= 1;
    if (this.missing === 0) this.settle?.(now());
  }

  heard(): Promise<Heard> {
    return new Promise<number>((done, failed) => {
      const late = setTimeout(
        () => this.settle?.(new Error(`${this.missing} messages have not arrived in ${PATIENCE_MS} ms`)),
        PATIENCE_MS,
      );
      this.settle = (heard) => {
        clearTimeout(late);
        this.settle = null;
        if (typeof heard === "number") done(heard);
        else failed(heard);
      };
      if (this.failure) this.settle(this.failure);
      else if (this.missing === 0) this.settle(now());
    }).then((at) => ({ at, reads: this.countReads() - this.reads }));
  }

  /** For each group, how many messages and bytes its sockets have received; more than one entry means that they differ. */
  received(): string[][] {
    return this.byGroup(({ client }) => `${client?.messages} messages, ${client?.bytes} bytes`);
  }

  /** For each group, how many events its sockets received since they last joined, until they were up to date. */
  caughtUp(): string[][] {
    return this.byGroup(({ events }) => String(events));
  }

  /** For each group, the distinct texts its sockets received last. */
  texts(): string[][] {
    return this.byGroup(({ lastText }) => lastText);
  }

  /** The server is about to be killed. */
  expectLoss(): void {
    this.mayLose = true;
  }

  lost({ n }: Member, why: Error): void {
    if (this.mayLose) return;
    this.failure = new Error(`socket ${n}: ${why.message}`);
    this.settle?.(this.failure);
  }

  leave(): void {
    for (const { client } of this.members) client?.destroy();
    this.members.length = 0;
  }

  private countReads(): number {
    return this.members.reduce((sum, { client }) => sum + (client?.reads ?? 0), 0);
  }

  private byGroup(what: (member: Member) => string): string[][] {
    const groups = new Map<Group, Set<string>>();
    for (const member of this.members)
      groups.set(member.group, (groups.get(member.group) ?? new Set<string>()).add(what(member)));
    return [...groups.values()].map((texts) => [...texts]);
  }
}

const crowd = new Crowd();

answerParent({
  open: (opening: Opening) => crowd.open(opening),
  reconnect: (where: { port: number; withinMs: number }) => crowd.reconnect(where),
  keep: (keeping: boolean) => crowd.keep(keeping),
  expect: (each: number) => crowd.expect(each),
  heard: () => crowd.heard(),
  received: () => crowd.received(),
  caughtUp: () => crowd.caughtUp(),
  texts: () => crowd.texts(),
  expectLoss: () => crowd.expectLoss(),
  leave: () => crowd.leave(),
});
