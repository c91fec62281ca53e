import type { GraphQLSchema } from "graphql";
import type { Author } from "../../accounts/record-on-account";
import { MOST_RECORDS, type MarketplaceRecordInput } from "../../market/intake/intake.types";
import { takeInRecords, type RecordResult } from "../../market/intake/take-in-records";
import type { Database } from "../../platform/database/database";
import { Refusal } from "../../platform/refusal";
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
  let read = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      read += chunk.length;
      yield chunk;
    }
  };
  let batch: Line[] = [];
  const take = async (): Promise<{ results: LineResult[]; progress: Progress }> => {
    const results = await takeInBatch(batch);
    for (const { outcome } of results) progress[COUNTED[outcome]] += 1;
    progress.line = batch.at(-1)?.number ?? progress.line;
    progress.bytes = read;
    batch = [];
    return { results, progress: { ...progress } };
  };
  const takeInBatch = async (lines: readonly Line[]): Promise<LineResult[]> => {
    const readable: [number, MarketplaceRecordInput][] = [];
    const refused: LineResult[] = [];
    for (const line of lines)
      try {
        readable.push([line.number, recordIn(schema, line)]);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const obstacle = { ...error.details, code: error.code };
        refused.push({ line: line.number, kind: null, externalId: null, outcome: "REFUSED", id: null, obstacle });
      }
    const by = await author();
    const records = readable.map(([, record]) => record);
    const results = await database.transact((tx) => takeInRecords(tx, by, name, records));
    const taken = results.map((result, index) => ({ ...result, line: readable[index]?.[0] ?? 0 }));
    return [...taken, ...refused].sort((one, other) => one.line - other.line);
  };
  for await (const line of readLines(counted(), LONGEST_LINE)) {
    if (line.number < from) continue;
    batch.push(line);
    if (batch.length === MOST_RECORDS) yield await take();
  }
  // Also when there was nothing: whoever may not send, or has named no source, is told so.
  if (batch.length > 0 || progress.line === 0) yield await take();
}

const COUNTED = { CREATED: "created", UPDATED: "updated", UNCHANGED: "unchanged", REFUSED: "refused" } as const;

function recordIn(schema: GraphQLSchema, { text, isLast }: Line): MarketplaceRecordInput {
  if (text === null)
    throw new Refusal("LIMIT_REACHED", { reason: "intake.lineTooLong", params: { limit: LONGEST_LINE } });
  try {
    return readRecord(schema, text);
  } catch (error) {
    const isCut = isLast && error instanceof Refusal && error.details.reason === "intake.notJson";
    throw isCut ? new Refusal("BAD_USER_INPUT", { reason: "intake.cut" }) : error;
  }
}
