import { compareWithAnswers, compareWithLog } from "./compare";
import { type Diary, Reader } from "./diary";
import { readLog } from "./log";
import type { Market } from "./market";
import type { Session } from "./session";
import { inbox, myCases, oneCase, queue, register, type Stream } from "./streams";
import { until } from "./until";
import { deskWork, Pace, talk, type Writer } from "./writers";

/** Rulings made in the course of one trial. */
export const RULINGS = 2;

/** Many clients follow what many people do, while something goes wrong. */
export class Trial implements AsyncDisposable {
  readonly writers: Writer[] = [];
  private readonly pace = new Pace();

  private constructor(
    private readonly databaseUrl: string,
    readonly readers: Reader[],
  ) {}

  /** Everybody follows from now on, over the addresses given; then the changes begin, there or at other ones. */
  static async begin(
    databaseUrl: string,
    market: Market,
    addresses: readonly string[],
    written: readonly string[] = addresses,
  ): Promise<Trial> {
    const readers = await cast(market, addresses);
    const trial = new Trial(databaseUrl, readers);
    try {
      await trial.until("everybody to have caught up", () => trial.diaries.every(({ hasBegun }) => hasBegun));
      trial.writers.push(...changesOf(market, written, trial.pace));
      return trial;
    } catch (error) {
      await trial[Symbol.asyncDispose]();
      throw error;
    }
  }

  get diaries(): Diary[] {
    return this.readers.flatMap(({ diaries }) => diaries);
  }

  get answered(): number {
    return this.writers.reduce((sum, { answered }) => sum + answered.length, 0);
  }

  get retries(): number {
    return this.writers.reduce((sum, { retries }) => sum + retries, 0);
  }

  /** How many sockets ended with this code. */
  closes(code: number): number {
    return this.readers.reduce((sum, { closes }) => sum + (closes.get(code) ?? 0), 0);
  }

  /** Resolves when every diary has something that it does not have now. */
  async everybodyHearsOf(what: string): Promise<void> {
    // Rulings are few, and may all have been made.
    const diaries = this.diaries.filter(({ stream }) => stream.name !== "the register");
    const before = new Map(diaries.map((diary) => [diary, diary.entries.length]));
    this.pace.hurry(Infinity);
    await this.until(what, () => diaries.every((diary) => diary.entries.length > (before.get(diary) ?? 0)));
    this.pace.hurry(0);
  }

  /** Resolves when so many more changes have been made. */
  async goOn(changes: number): Promise<void> {
    const target = this.answered + changes;
    this.pace.hurry(changes);
    await this.until(
      `${changes} more changes`,
      () => this.answered >= target,
      () => `${this.answered} answered, ${this.retries} asked again`,
    );
  }

  /** Resolves when the condition holds; fails at once when a reader or writer has. */
  async until(what: string, condition: () => boolean, state?: () => string): Promise<void> {
    await until(
      what,
      () => {
        this.check();
        return condition();
      },
      state,
    );
  }

  /** The writers finish, and the readers come to the end of the log. Answers how diaries and log differ, by diary; `{}`: not at all. */
  async end(): Promise<Record<string, unknown>> {
    await this.stopWriting();
    const after = Math.min(...this.diaries.map(({ startedAt = Infinity }) => startedAt));
    const log = await readLog(this.databaseUrl);
    const { forgotten, done, answered } = await compareWithAnswers(this.databaseUrl, log, this.writers, after);
    expect({ forgotten, done }).toEqual({ forgotten: [], done: answered });
    return compareWithLog(log, this.diaries);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopWriting().catch(() => undefined);
    await Promise.all(this.readers.map((reader) => reader.close()));
  }

  private async stopWriting(): Promise<void> {
    const stopped = this.writers.map((writer) => writer.stop());
    this.pace.hurry(0);
    const ends = await Promise.allSettled(stopped);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  }

  private check(): void {
    for (const { failure } of this.diaries) if (failure) throw failure;
    for (const writer of this.writers) writer.check();
  }
}

/** People at work: parties who talk, moderators at their desks. */
function changesOf(market: Market, addresses: readonly string[], pace: Pace): Writer[] {
  const person = (login: string): Session => market.as(login).by(addresses);
  const [first = "", second = ""] = market.waiting;
  const everyCase = [...market.casesOf("li.na"), ...market.casesOf("tom")];
  return [
    talk(person("li.na"), "CONSUMER", market.casesOf("li.na"), pace),
    talk(person("tom"), "CONSUMER", market.casesOf("tom"), pace),
    talk(person("wang.owner"), "PROVIDER", everyCase, pace),
    talk(person("zhao.staff"), "PROVIDER", everyCase, pace),
    deskWork(person("chen.mod"), first, market.rulings.splice(0, RULINGS), pace),
    deskWork(person("liu.mod"), second, [], pace),
  ];
}

/** One or two devices of each kind of viewer, spread over the nodes. */
async function cast(market: Market, addresses: readonly string[]): Promise<Reader[]> {
  const { providerId } = market;
  const [case1 = ""] = market.casesOf("li.na");
  const own = async (login: string): Promise<string[]> => [await market.as(login).accountId()];
  const members = (login: string): Promise<string[]> => own(login).then((account) => [...account, providerId]);
  const consumer = async (login: string): Promise<Stream[]> => [
    myCases("CONSUMER", ...(await own(login))),
    inbox("CONSUMER", ...(await own(login))),
  ];
  const provider = async (login: string): Promise<Stream[]> => [
    oneCase(case1, "PROVIDER"),
    myCases("PROVIDER", ...(await members(login))),
    inbox("PROVIDER", ...(await members(login))),
  ];
  const devices: [login: string | null, streams: Stream[]][] = [
    ["chen.mod", [queue()]],
    ["liu.mod", [queue()]],
    ["liu.mod", [queue()]],
    ["zhou.lead", [queue(), oneCase(case1, "STAFF")]],
    ["sun.audit", [queue(), oneCase(case1, "STAFF")]],
    ["li.na", [oneCase(case1, "CONSUMER"), ...(await consumer("li.na"))]],
    ["li.na", await consumer("li.na")],
    ["tom", await consumer("tom")],
    ["wang.owner", await provider("wang.owner")],
    ["zhao.staff", await provider("zhao.staff")],
    [null, [register()]],
    [null, [register()]],
  ];
  return devices.map(
    ([login, streams], index) =>
      new Reader(
        `${login ?? "a visitor"} (${index})`,
        addresses,
        login === null ? null : market.as(login),
        streams,
        index,
      ),
  );
}
