import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import type { Clock } from "../clock";
import type { Database } from "../database/database";
import { ReadsRecord } from "../database/reads-record";
import { sql, unionOf } from "../database/sql";
import { anyOf, tableOf } from "../database/tracked";
import type { Tail } from "../feed/tail";
import { logFault } from "../telemetry/log-fault";
import { Multimap } from "../multimap";
import { MINUTE } from "../time";
import { figuresOfCache, type CacheFigures } from "../cache-figures";
import type { Context } from "./context";
import type { SentOperation } from "./registered-documents";

/** However little changes: rows that the operator has changed by hand are told by no event. */
const LONGEST = 10 * MINUTE;
/** An answer that depends on more is forgotten too often to be worth its place. */
const MOST_KEYS = 1_000;
/** A key costs its text and its place in two indexes. */
const BYTES_A_KEY = 300;

export interface Kept {
  /** As it is named in `entries`. */
  name: string;
  /** What it answers, as its line in the log calls it. */
  operationName: unknown;
  /** How long its document is; 0: it was sent by its id. */
  characters: number;
  /** As it is sent: made into bytes once, not at each answer. */
  body: Buffer;
  from: number;
  until: number;
  keys: ReadonlySet<string>;
  /** Accounts of the audience that are answered otherwise, or may be. */
  apart: ReadonlySet<string>;
}

/** For whom an answer is made. */
export interface MadeFor {
  audience: string;
  /** In whose name it is made: nobody's in particular. */
  reader: Context;
  /** Those whom it is found not to be while it is made. */
  apart?: ReadonlySet<string>;
}

/** An answer that is being made, and what has changed meanwhile. */
interface Making {
  name: string;
  sent: SentOperation;
  apart: ReadonlySet<string>;
  from: number;
  record: ReadsRecord;
  touched: Set<string>;
}

const EVERYTHING = "*";

/** Of what all answers may be together, so much again for the texts that ask for them. */
const TEXTS_SHARE = 1 / 8;
const BYTES_A_TEXT = 200;

/** A short one lies in a piece of memory of 8 kB, which it would hold, shared with passing ones, for as long as it is kept. */
function apartFromOthers(body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafeSlow(body.length);
  body.copy(bytes);
  return bytes;
}

/**
 * Answers to a whole audience, visitors or people with the same roles, each kept with the rows that it depends on and until the next date at which one of them changes by itself. An
 * event's transaction tells which rows it changed; what depends on them is forgotten when it is committed, on other nodes when they
 * hear of the event, before any subscriber does. An answer during which something changed that it depends on is not kept. Whoever is
 * signed in is given it only where this node has heard of all that is committed.
 */
export class KeptAnswers {
  private readonly entries: LRUCache<string, Kept>;
  /** By audience and by the text of a request, which then need not be read again: as `nameOf` names what it asks. */
  private readonly names: LRUCache<string, string>;
  /** By key, and by the table of a key. */
  private readonly dependents = new Multimap<Kept>();
  private readonly making = new Set<Making>();
  private served = 0;
  private made = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tail: Tail,
    maxBytes: number,
    private readonly log: Logger,
  ) {
    this.entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ name, body, keys, apart }) =>
        2 * name.length + body.length + 200 + BYTES_A_KEY * (keys.size + apart.size),
      dispose: (kept) => {
        for (const place of placesOf(kept)) this.dependents.delete(place, kept);
      },
    });
    this.names = new LRUCache({
      maxSize: Math.ceil(maxBytes * TEXTS_SHARE),
      // Chinese takes two bytes a character.
      sizeCalculation: (name, text) => BYTES_A_TEXT + 2 * (name.length + text.length),
    });
    // Who has changed something is not shown the former answer, though the node has yet to read its own event.
    database.onEvents((changes) => this.forget([...changes]));
    tail.observe(({ touched }) => this.forget(touched === null ? [EVERYTHING] : wordsOf(touched)));
  }

  get figures(): CacheFigures & { served: number; made: number } {
    return { ...figuresOfCache(this.entries), served: this.served, made: this.made };
  }

  /** Of the texts of requests. */
  get texts(): CacheFigures {
    return figuresOfCache(this.names);
  }

  /** What a request asks, as `nameOf` names it. Its text, which begins with how it is read, is read where it was not read before. */
  nameIn(text: string, audience: string, read: () => SentOperation): string {
    const whole = JSON.stringify(audience) + text;
    const known = this.names.get(whole);
    if (known !== undefined) return known;
    const name = nameOf(read(), audience);
    // What has no answer here seldom comes again, and may be secret.
    if (this.entries.has(name)) this.names.set(whole, name);
    return name;
  }

  /** For who may have been told of a change that this node has yet to hear of, or have made it by another. */
  async findCurrent(name: string, accountId: string): Promise<Kept | undefined> {
    const kept = this.entries.peek(name);
    if (!kept || kept.apart.has(accountId) || !(await this.tail.hasAll())) return undefined;
    const now = this.find(name);
    return now?.apart.has(accountId) ? undefined : now;
  }

  find(name: string): Kept | undefined {
    const kept = this.entries.get(name);
    const now = this.clock.now();
    // The clock of a test goes back, too.
    if (!kept || now < kept.from || now >= kept.until) return undefined;
    this.served += 1;
    return kept;
  }

  /** Keeps the answer that `make` returns once it has sent it, if it may be kept; null: there is none for all, or one with errors. */
  async keep(
    sent: SentOperation,
    { audience, reader, apart = new Set() }: MadeFor,
    make: (record: ReadsRecord) => Promise<Buffer | null>,
  ): Promise<void> {
    const record = new ReadsRecord(reader.actor === null, () => refuseNobody(reader));
    const [name, from] = [nameOf(sent, audience), this.clock.now()];
    const making = { name, sent, apart, from, record, touched: new Set<string>() };
    this.making.add(making);
    reader.recordReads(record);
    try {
      const body = await make(record);
      this.made += 1;
      if (body !== null && record.isTold) await this.take(making, body);
    } finally {
      this.making.delete(making);
    }
  }

  private async take(making: Making, body: Buffer): Promise<void> {
    const { name, sent, apart, from, record } = making;
    if (record.keys.size + apart.size > MOST_KEYS) return;
    let until = from + LONGEST;
    try {
      until = Math.min(until, await this.nextDate(record, from));
    } catch (error) {
      // The answer has been sent: what cannot be known to hold is not kept.
      return logFault(this.log, error, {}, "an answer could not be kept");
    }
    if (until <= this.clock.now() || changedMeanwhile(making)) return;
    const { operationName, query } = sent;
    const kept: Kept = {
      name,
      operationName,
      characters: typeof query === "string" ? query.length : 0,
      body: apartFromOthers(body),
      from,
      until,
      keys: record.keys,
      apart,
    };
    this.entries.set(name, kept);
    // One that is larger than all may be together was not taken.
    if (this.entries.peek(name) === kept) for (const place of placesOf(kept)) this.dependents.add(place, kept);
  }

  private forget(keys: readonly string[]): void {
    for (const { touched: noted } of this.making) for (const key of keys) noted.add(key);
    for (const key of keys)
      if (key === EVERYTHING) this.entries.clear();
      else for (const kept of this.dependentsOf(key)) this.entries.delete(kept.name);
  }

  private dependentsOf(key: string): Kept[] {
    const table = tableOf(key);
    return key === anyOf(table)
      ? this.dependents.of(table)
      : [key, anyOf(table)].flatMap((each) => this.dependents.of(each));
  }

  /** The first instant after `now` at which a row with whose dates the time was compared begins or ends. */
  private async nextDate(record: ReadsRecord, now: number): Promise<number> {
    const dates = record.datesAfter(now);
    if (dates.length === 0) return Infinity;
    const [row] = await this.database.rows(sql`SELECT MIN(d) FROM (${unionOf(dates)}) dates`);
    return (row?.[0] as number | null) ?? Infinity;
  }
}

/** Whoever changes something, be it a log of who read what, is somebody in particular. */
function refuseNobody({ actor }: Context): void {
  if (actor) throw new Error(`${actor.accountId} is nobody who could change anything`);
}

const wordsOf = (touched: string): string[] => (touched === "" ? [] : touched.split(" "));

function changedMeanwhile({ record: { keys }, touched }: Making): boolean {
  const tables = new Set([...keys].map(tableOf));
  return [...touched].some((key) => {
    const table = tableOf(key);
    return key === EVERYTHING || keys.has(key) || keys.has(anyOf(table)) || (key === anyOf(table) && tables.has(table));
  });
}

/** Whatever is asked in the same words by the same audience has the same answer. */
export function nameOf(
  { query, documentId, extensions, operationName, variables }: SentOperation,
  audience: string,
): string {
  const isText = typeof query === "string";
  const rest = JSON.stringify(
    [audience, operationName, variables, documentId, extensions, isText ? null : [query]],
    boundless,
  );
  // The longest part is not written again. What comes before it ends by itself.
  return isText ? rest + query : rest;
}

/** A number of a request that is too large to be one, as in `1e999`, is written as null, which it is not: by an empty name, which no input has. */
const boundless = (_: string, value: unknown): unknown =>
  value === Infinity || value === -Infinity ? { "": String(value) } : value;

/** The keys, and their tables by name. */
const placesOf = ({ keys }: Kept): Set<string> => new Set([...keys].flatMap((key) => [key, tableOf(key)]));
