import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { getMetadataArgsStorage } from "typeorm";
import { RegisterEntry } from "../../adjudication/register/register-entry.entity";
import { FIRST_HASH } from "../../adjudication/register/register-chain.pure";
import { entriesAfter } from "../../adjudication/register/register.queries";
import { missingTriggers } from "../../platform/database/missing-triggers";
import { RegisterHead, THE_REGISTER } from "../../adjudication/register/register-head.entity";
import { LoggedEvent } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import { comparedRows, BEFORE_THE_FIRST, follows } from "../../platform/database/verify-history";
import { list, raw, sql, type Sql } from "../../platform/database/sql";
import { checkLog } from "../../public/checkpoints/check-log";
import type { Note } from "../../public/checkpoints/signed-note.pure";
import { isStorageProblem } from "../../platform/storage/storage";
import "../districts";
import { foundingProblems } from "./founding-problems.queries";
import { houseRuleProblems } from "./house-rule-problems.queries";
import { ledgerProblems } from "./ledger-problems.queries";
import { RowsCounted } from "./rows-counted.queries";
import { STORED_FILES } from "./stored-files.table";
import { ToldStates } from "./told-states.queries";

export interface Verified {
  events: number;
  histories: number;
  registerEntries: number;
  files: number;
  /** Rows and events that were lawfully erased, each by an event that says so. */
  erased: number;
  /** Empty when everything holds. The first hundred. */
  problems: string[];
}

/** Told from time to time: how much of what is done. */
export type Progress = (what: string, done: number, total: number) => void;

interface Files {
  get(key: string): Promise<Readable>;
}

/** Names one of `STORED_FILES`. */
interface Column {
  table: string;
  key: string;
  digest: string;
}

interface Filed extends Column {
  id: string;
  file: string;
  expected: string;
}

const PAGE = 1_000;
const MOST_PROBLEMS = 100;

/**
 * Looks whether anything was altered, removed or lost: the database's file is whole, the log is gapless, each history's chain holds up to the end that its noun
 * names, no history is without its noun, the log is the one whose checkpoints were signed (also those `kept` elsewhere), each row that an event commits to says what it said then and none was added beside, states that change are as their histories said last, the register's chain holds up to its
 * head, the ledgers of money and points add up, each house rule is one that the platform began with or that two persons decided, rules and promises that nobody announced are those that it begins with, the triggers that keep rows are there, and each stored file is the one that was sent. May run while servers write.
 */
export async function verifyData(
  database: Reader & { isSqlite: boolean },
  files: Files | null,
  { kept = [], progress = () => undefined }: { kept?: readonly Note[]; progress?: Progress } = {},
): Promise<Verified> {
  const verification = new Verification(database, progress);
  // Of a damaged file nothing else that is read can be believed, if it can be read at all.
  if (!(await verification.pages())) return verification.result;
  await verification.log();
  await verification.histories();
  await verification.ends();
  await verification.checkpoints(kept);
  await verification.register();
  await verification.ledgers();
  await verification.houseRules();
  await verification.triggers();
  if (files) await verification.files(files);
  return verification.result;
}

class Verification {
  readonly result: Verified = { events: 0, histories: 0, registerEntries: 0, files: 0, erased: 0, problems: [] };
  private inLog = 0;

  constructor(
    private readonly database: Reader & { isSqlite: boolean },
    private readonly progress: Progress,
  ) {}

  /** Whether SQLite's pages and indexes fit together; the other databases look at each page that they read. */
  async pages(): Promise<boolean> {
    if (!this.database.isSqlite) return true;
    const damages = await this.database.query<{ integrity_check: string }>("PRAGMA integrity_check(10)").then(
      (said) => said.map((row) => row.integrity_check).filter((text) => text !== "ok"),
      // It says so where it cannot even go on looking.
      (error: Error & { code?: string }) => {
        if (!error.code?.startsWith("SQLITE_CORRUPT")) throw error;
        return [error.message];
      },
    );
    for (const damage of damages) this.found(`the database's file is damaged: ${damage}`);
    return damages.length === 0;
  }

  async log(): Promise<void> {
    const [row] = await this.database.query<{
      numbered: number;
      events: number;
      waiting: number;
      found: number;
      first: number | null;
      last: number | null;
      given: number;
    }>(
      sql`SELECT COUNT(*) AS numbered, MIN(position) AS first, MAX(position) AS last,
          (SELECT position FROM feed_counter WHERE id = 1) AS given,
          (SELECT COUNT(*) FROM event_log) AS events, (SELECT COUNT(*) FROM event_pending) AS waiting,
          (SELECT COUNT(*) FROM event_log e WHERE EXISTS (SELECT 1 FROM log_position p WHERE p.event_id = e.id)) AS found
        FROM log_position`,
    );
    const { numbered = 0, events = 0, waiting = 0, found = 0, first, last, given } = row ?? {};
    this.inLog = events;
    if (numbered > 0 && first !== 1) this.found(`the log begins at position ${first}`);
    if ((last ?? 0) !== (given ?? 0)) this.found(`the log ends at position ${last ?? 0}, but ${given} were given out`);
    if (numbered !== (last ?? 0) || found !== numbered)
      this.found(`the log has gaps: ${found} events up to position ${last}`);
    if (events !== found + waiting) this.found(`the log lacks events that were recorded: ${events - found - waiting}`);
  }

  async histories(): Promise<void> {
    const states = new ToldStates(this.database);
    const counted = await RowsCounted.begin(this.database);
    let last: LoggedEvent | undefined;
    let broken = "";
    for (;;) {
      const page = await this.eventsAfter(last);
      for (const event of page) {
        const { streamId, seq } = event;
        const before = last?.streamId === streamId ? last : BEFORE_THE_FIRST;
        if (seq === 1) this.result.histories += 1;
        if (broken !== streamId && !follows(event, before)) {
          broken = streamId;
          this.found(`the history ${streamId} is broken at its event ${before.seq + 1}`);
        }
        last = event;
      }
      await this.nouns(page);
      const { altered, erased } = await comparedRows(this.database, page);
      for (const name of altered) this.found(`${name} is not what it was when its event was recorded`);
      this.result.erased += erased.length;
      this.result.events += page.length;
      this.progress("events", this.result.events, this.inLog);
      states.hear(page);
      counted.hear(page);
      const isLast = page.length < PAGE;
      for (const difference of await states.differences(isLast ? undefined : last?.streamId)) this.found(difference);
      if (isLast) break;
    }
    for (const untold of await states.untold()) this.found(untold);
    for (const added of await counted.added()) this.found(added);
  }

  /** By history and number, each page by two walks of the index: the rest of one history, and the histories after it. */
  private async eventsAfter(last: LoggedEvent | undefined): Promise<LoggedEvent[]> {
    const { streamId = "", seq = 0 } = last ?? {};
    const rest = await this.database.select(
      LoggedEvent,
      sql`FROM event_log t WHERE t.stream_id = ${streamId} AND t.seq > ${seq} ORDER BY t.seq LIMIT ${PAGE}`,
    );
    if (rest.length === PAGE) return rest;
    const others = await this.database.select(
      LoggedEvent,
      sql`FROM event_log t WHERE t.stream_id > ${streamId} ORDER BY t.stream_id, t.seq LIMIT ${PAGE - rest.length}`,
    );
    return [...rest, ...others];
  }

  /** Each history is of something that is there. */
  private async nouns(page: readonly LoggedEvent[]): Promise<void> {
    const left = new Set(page.filter(({ seq }) => seq === 1).map(({ streamId }) => streamId));
    for (const table of HISTORIES) {
      if (left.size === 0) return;
      const known = await this.database.query<{ id: string }>(
        sql`SELECT id FROM ${raw(table)} WHERE id IN (${list([...left])})`,
      );
      for (const { id } of known) left.delete(id);
    }
    for (const id of left) this.found(`the history ${id} is of nothing that is there`);
  }

  /** Each noun names the end of its history: what was removed from the end, with its hash, is missing there. */
  async ends(): Promise<void> {
    for (const table of HISTORIES) {
      const of = sql`SELECT 1 FROM event_log e WHERE e.stream_id = h.id`;
      const wrong = await this.database.query<{ id: string }>(
        sql`SELECT h.id FROM ${raw(table)} h WHERE (h.event_seq > 0 AND NOT EXISTS (${of} AND e.seq = h.event_seq AND e.hash = h.event_hash)) OR EXISTS (${of} AND e.seq > h.event_seq) ORDER BY h.id LIMIT ${MOST_PROBLEMS}`,
      );
      for (const { id } of wrong) this.found(`the history ${id} does not end as ${table} says`);
    }
  }

  async checkpoints(kept: readonly Note[]): Promise<void> {
    const problems = await checkLog(this.database, kept, (done) => this.progress("checkpoints", done, this.inLog));
    for (const problem of problems) this.found(problem);
  }

  async register(): Promise<void> {
    const head = await this.database.findOne(RegisterHead, { id: THE_REGISTER });
    const upTo = head?.number ?? 0;
    let last = { number: 0, hash: FIRST_HASH };
    for (;;) {
      const page = await entriesAfter(this.database, last.number, upTo, PAGE);
      for (const entry of page) {
        if (entry.number !== last.number + 1 || entry.prevHash !== last.hash || !isSealed(entry))
          return this.found(`the register is broken at its entry ${last.number + 1}`);
        last = entry;
      }
      this.result.registerEntries = last.number;
      this.progress("register", last.number, upTo);
      if (page.length < PAGE) break;
    }
    if (head && (last.number !== upTo || last.hash !== head.hash))
      this.found(`the register ends at entry ${last.number}, but its head is ${upTo}`);
    // What is published meanwhile comes with its head.
    const [beyond] = await this.database.query<{ number: number | null }>(
      sql`SELECT MAX(number) AS number FROM register_entry WHERE number > COALESCE((SELECT number FROM register_head WHERE id = ${THE_REGISTER}), 0)`,
    );
    if (typeof beyond?.number === "number")
      this.found(`the register has an entry ${beyond.number}, which is beyond its head`);
  }

  async ledgers(): Promise<void> {
    for (const problem of await ledgerProblems(this.database, this.progress)) this.found(problem);
  }

  async houseRules(): Promise<void> {
    for (const problems of [houseRuleProblems, foundingProblems])
      for (const problem of await problems(this.database)) this.found(problem);
  }

  async triggers(): Promise<void> {
    const missing = await missingTriggers(this.database);
    for (const name of missing)
      this.found(`the trigger ${name} is missing: nothing in the database itself keeps those rows from being changed`);
  }

  async files(storage: Files): Promise<void> {
    const suspected: Filed[] = [];
    for (const [table, key, digest] of STORED_FILES) {
      const [count] = await this.database.query<{ files: number }>(
        sql`SELECT COUNT(*) AS files FROM ${raw(table)} WHERE ${raw(key)} IS NOT NULL`,
      );
      let done = 0;
      for (let last = ""; ;) {
        const page = await this.filed({ table, key, digest }, sql`id > ${last}`);
        for (const filed of page) {
          if ((await problemOf(storage, filed)) && suspected.length < PAGE) suspected.push(filed);
          last = filed.id;
          this.result.files += 1;
          this.progress(`files of ${table}`, (done += 1), count?.files ?? 0);
        }
        if (page.length < PAGE) break;
      }
    }
    // Since their rows were read, servers may have removed some as they should.
    for (const before of suspected) {
      const problem = await problemOf(storage, before);
      const [now] = problem ? await this.filed(before, sql`id = ${before.id}`) : [];
      if (problem && now?.file === before.file) this.found(problem);
    }
  }

  private async filed({ table, key, digest }: Column, which: Sql): Promise<Filed[]> {
    const rows = await this.database.query<Pick<Filed, "id" | "file" | "expected">>(
      sql`SELECT id, ${raw(key)} AS file, ${raw(digest)} AS expected FROM ${raw(table)} WHERE ${raw(key)} IS NOT NULL AND ${which} ORDER BY id LIMIT ${PAGE}`,
    );
    return rows.map((row) => ({ table, key, digest, ...row }));
  }

  private found(problem: string): void {
    if (this.result.problems.length < MOST_PROBLEMS) this.result.problems.push(problem);
  }
}

/** The tables whose rows have a history. */
const HISTORIES = tablesWith("eventHash");

function tablesWith(property: string): string[] {
  const { columns, tables } = getMetadataArgsStorage();
  const classes = new Set(columns.filter(({ propertyName }) => propertyName === property).map(({ target }) => target));
  return [...new Set(tables.flatMap(({ target, name }) => (name && classes.has(target) ? name : [])))];
}

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

const isSealed = ({ content, contentSha256, prevHash, hash }: RegisterEntry): boolean =>
  contentSha256 === sha256(content) && hash === sha256(prevHash + contentSha256);

async function problemOf(storage: Files, { table, id, file, expected }: Filed): Promise<string | null> {
  const found = await digestOfFile(storage, file);
  if (found instanceof Error) return `the file of ${table} ${id} cannot be read: ${found.message}`;
  return found === expected ? null : `the file of ${table} ${id} was altered`;
}

async function digestOfFile(storage: Files, key: string): Promise<string | Error> {
  const hash = createHash("sha256");
  try {
    await pipeline(await storage.get(key), hash);
    return hash.digest("hex");
  } catch (error) {
    // Says nothing of this file.
    if (isStorageProblem(error)) throw error;
    return error instanceof Error ? error : new Error(String(error));
  }
}
