import type { Diary } from "./diary";
import { select, type LogEntry } from "./log";
import { until } from "./until";
import type { Writer } from "./writers";

/** Where a diary and the log differ. */
interface Difference {
  lost: string[];
  twice: string[];
  strange: string[];
  inOrder: boolean;
}

/** Waits until each diary has come to the end of the log, and compares the two. Answers those that differ, by name. */
export async function compareWithLog(
  log: readonly LogEntry[],
  diaries: readonly Diary[],
): Promise<Record<string, Difference>> {
  const expected = new Map(diaries.map((diary) => [diary, expectedIn(diary, log)]));
  const isBehind = (diary: Diary): boolean => {
    if (diary.failure) throw diary.failure;
    const last = expected.get(diary)?.at(-1);
    return last === undefined || !diary.entries.includes(last);
  };
  await until(
    "every diary to come to the end of the log",
    () => !diaries.some(isBehind),
    () =>
      diaries
        .filter(isBehind)
        .map((diary) => `${diary.name} ${diary.entries.length} of ${expected.get(diary)?.length} entries`)
        .join("\n"),
  );
  const differences = diaries.map((diary) => [diary.name, compare(diary.entries, expected.get(diary) ?? [])] as const);
  return Object.fromEntries(differences.filter(([, difference]) => !isNone(difference)));
}

/** What the log says after the diary's beginning, as its viewer may see it on its stream. */
function expectedIn({ startedAt, stream, name }: Diary, log: readonly LogEntry[]): string[] {
  if (startedAt === undefined) throw new Error(`${name} was never begun`);
  return log.filter(({ position }) => position > startedAt).flatMap((event) => stream.expected(event) ?? []);
}

function compare(entries: readonly string[], expected: readonly string[]): Difference {
  const [wanted, got] = [new Set(expected), new Set(entries)];
  const common = expected.filter((entry) => got.has(entry));
  return {
    lost: expected.filter((entry) => !got.has(entry)),
    twice: entries.filter((entry, index) => entries.indexOf(entry) < index),
    strange: entries.filter((entry) => !wanted.has(entry)),
    inOrder: [...got].filter((entry) => wanted.has(entry)).every((entry, index) => entry === common[index]),
  };
}

const isNone = ({ lost, twice, strange, inOrder }: Difference): boolean =>
  inOrder && lost.length + twice.length + strange.length === 0;

/** The event that each change makes exactly one of. */
const EVENT_OF: Record<string, string> = {
  sendMessage: "MESSAGE_SENT",
  takeComplaint: "COMPLAINT_TAKEN",
  releaseComplaint: "COMPLAINT_RELEASED",
  issueRuling: "RULING_PUBLISHED",
};

/** What was answered against what was done after that place in the log: no answer without its deed, none done twice. */
export async function compareWithAnswers(
  databaseUrl: string,
  log: readonly LogEntry[],
  writers: readonly Writer[],
  after: number,
): Promise<{ forgotten: string[]; done: Record<string, number>; answered: Record<string, number> }> {
  const answered = writers.flatMap((writer) => writer.answered);
  const records = await select(databaseUrl, "SELECT client_mutation_id FROM idempotency_record");
  const recorded = new Set(records.map(({ client_mutation_id }) => client_mutation_id));
  const types = new Set(Object.values(EVENT_OF));
  const done = log.filter(({ position, type }) => position > after && types.has(type));
  return {
    forgotten: answered.filter(({ name }) => !recorded.has(name)).map(({ mutation, name }) => `${mutation} ${name}`),
    done: countBy(done.map(({ type }) => type)),
    answered: countBy(answered.map(({ mutation }) => EVENT_OF[mutation] ?? mutation)),
  };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
