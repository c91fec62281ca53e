import type { GraphQLSchema } from "graphql";
import type { Author } from "../../accounts/account/record-on-account";
import { MOST_RECORDS, type MarketplaceRecordInput } from "../../market/intake/intake.types";
import { nameOf } from "../../market/intake/record-name.pure";
import { checkRecord, takeInRecords, type CheckedRecord, type RecordResult } from "../../market/intake/take-in-records";
import type { Database } from "../../platform/database/database";
import { Refusal } from "../../platform/refusal";
import { turns } from "../../platform/scheduling/turns";
import { readLines, type Line } from "./read-lines";
import { readRecord } from "./read-record";

/** A record is a promise's text at most, with room for how JSON may write it. */
export const LONGEST_LINE = 65_536;

export interface LineResult extends RecordResult {
  line: number;
}

/** What has been committed. Sending the rest again begins after `line`; sending all of it again changes nothing either. */
export interface Progress {
  line: number;
  bytes: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
}

interface Source {
  database: Database;
  schema: GraphQLSchema;
  name: string;
  /** Who sends them, asked before each batch: rights may end meanwhile. */
  author: () => Promise<Author>;
}

/** Takes in the lines in batches, each in a transaction of its own; tells after each what became of its lines, and how far it is. */
export async function* takeInLines(
  { database, schema, name, author }: Source,
  chunks: AsyncIterable<Uint8Array>,
  from = 1,
): AsyncGenerator<{ results: LineResult[]; progress: Progress }> {
  const progress: Progress = { line: 0, bytes: 0, created: 0, updated: 0, unchanged: 0, refused: 0 };
  const all = batches(schema, chunks, from);
  const begin = (): Promise<IteratorResult<Batch, void>> => {
    const begun = all.next();
    // Nobody waits for it yet, and nobody may ever: who waits is told of its failure all the same.
    begun.catch(() => undefined);
    return begun;
  };
  try {
    for (let next: Promise<IteratorResult<Batch, void>> | null = begin(); next;) {
      const { value: batch } = await next;
      if (!batch) return;
      const by = await author();
      next = null;
      const taken = await database.transact(async (tx) => {
        const results = await takeInRecords(tx, by, name, [...batch.records.values()], "source");
        // The next are read while the database writes these; only once when they are written once more.
        next ??= begin();
        return results;
      });
      const numbers = [...batch.records.keys()];
      const results = taken.map((result, index) => ({ ...result, line: numbers[index] ?? 0 }));
      for (const { outcome } of results) progress[COUNTED[outcome]] += 1;
      Object.assign(progress, { line: batch.line, bytes: batch.bytes });
      yield { results, progress: { ...progress } };
    }
  } finally {
    // Once what it has begun is there: that may be never, where a sender stays silent. Nobody is left to be told that it failed.
    all.return().catch(() => undefined);
  }
}

/** Lines that are taken in together. */
interface Batch {
  /** By line; those that cannot be read are refused already. */
  records: Map<number, CheckedRecord>;
  /** The last one. */
  line: number;
  /** What had been read with it. */
  bytes: number;
}

async function* batches(
  schema: GraphQLSchema,
  chunks: AsyncIterable<Uint8Array>,
  from: number,
): AsyncGenerator<Batch, void> {
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  const empty = (): Batch => ({ records: new Map(), line: 0, bytes: 0 });
  let batch = empty();
  let isFirst = true;
  const full = (): Batch => {
    const whole = { ...batch, bytes };
    batch = empty();
    isFirst = false;
    return whole;
  };
  for await (const line of readLines(counted(), LONGEST_LINE)) {
    if (line.number < from) continue;
    // The batch before is being written meanwhile.
    await turns.pass();
    batch.line = line.number;
    try {
      batch.records.set(line.number, checkRecord(recordIn(schema, line)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const obstacle = { ...error.details, code: error.code };
      batch.records.set(line.number, { ...nameIn(line), outcome: "REFUSED", id: null, obstacle });
    }
    if (batch.records.size === MOST_RECORDS) yield full();
  }
  // Also when there was nothing: whoever may not send, or has named no source, is told so.
  if (batch.line > 0 || isFirst) yield full();
}

/** As far as it can be read: whoever sent it looks for its line by that. */
function nameIn({ text, isUtf8 }: Line): Pick<RecordResult, "kind" | "externalId"> {
  try {
    return nameOf(JSON.parse((isUtf8 && text) || "null"));
  } catch {
    return nameOf(null);
  }
}

const COUNTED = { CREATED: "created", UPDATED: "updated", UNCHANGED: "unchanged", REFUSED: "refused" } as const;

function recordIn(schema: GraphQLSchema, { text, isUtf8, isLast }: Line): MarketplaceRecordInput {
  if (text === null)
    throw new Refusal("LIMIT_REACHED", { reason: "intake.lineTooLong", params: { limit: LONGEST_LINE } });
  if (!isUtf8) throw new Refusal("BAD_USER_INPUT", { reason: "body.notUtf8" });
  try {
    return readRecord(schema, text);
  } catch (error) {
    const isCut = isLast && error instanceof Refusal && error.details.reason === "intake.notJson";
    throw isCut ? new Refusal("BAD_USER_INPUT", { reason: "intake.cut" }) : error;
  }
}
