import { createHash, type Hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Reader } from "../../platform/database/reader";
import { SerialQueue } from "../../platform/scheduling/serial-queue";
import { EXPORT_FORMATS, type ExportFormat } from "./export-formats.pure";
import type { RegisterEntry } from "./register-entry.entity";
import { entriesAfter } from "./register.queries";

const BATCH = 500;

/** A file's text in pieces. Each is read on demand, so that a slow reader costs the memory of one piece only. */
export async function* exportPieces(reader: Reader, format: ExportFormat, upTo: number): AsyncGenerator<string> {
  if (format.head) yield format.head;
  for await (const entries of batches(reader, 0, upTo)) yield linesOf(format, entries);
}

async function* batches(reader: Reader, after: number, upTo: number): AsyncGenerator<RegisterEntry[]> {
  for (let place = after; place < upTo;) {
    const entries = await entriesAfter(reader, place, upTo, BATCH);
    yield entries;
    place = entries.at(-1)?.number ?? upTo;
  }
}

const linesOf = (format: ExportFormat, entries: readonly RegisterEntry[]): string =>
  entries.map((entry) => format.line(entry)).join("");

export interface ExportDigest {
  bytes: number;
  sha256: string;
}

export interface ExportDigests {
  /** The number of entries of each kind. */
  kinds: Record<string, number>;
  files: Record<string, ExportDigest>;
}

/** The digests' state after so many entries. */
interface Mark {
  number: number;
  kinds: Record<string, number>;
  files: Record<string, { bytes: number; sha256: Hash }>;
}

const MARKS_KEPT = 16;
const MOST_PASSES = { waiting: 8, retryAfter: 10 };

/**
 * The manifest's data about the files. One pass through the entries counts and hashes for all of them; and since a longer file only
 * continues where a shorter one ends, it starts from the nearest earlier pass: a manifest costs what was entered since the last one.
 */
export class ExportDigester {
  private readonly marks = new LRUCache<number, Mark>({ max: MARKS_KEPT });
  /** One pass at a time. */
  private readonly passes = new SerialQueue(MOST_PASSES);

  constructor(private readonly reader: Reader) {}

  async digestsAt(upTo: number): Promise<ExportDigests> {
    return toDigests(await this.passes.run(() => this.goOn(upTo)));
  }

  private async goOn(upTo: number): Promise<Mark> {
    const mark = copy(this.nearest(upTo));
    for await (const entries of batches(this.reader, mark.number, upTo)) {
      for (const { kind } of entries) mark.kinds[kind] = (mark.kinds[kind] ?? 0) + 1;
      for (const format of EXPORT_FORMATS) add(mark, format, linesOf(format, entries));
    }
    mark.number = upTo;
    this.marks.set(upTo, mark);
    return mark;
  }

  private nearest(upTo: number): Mark {
    const before = [...this.marks.keys()].filter((number) => number <= upTo);
    return this.marks.get(Math.max(...before)) ?? beginning();
  }
}

function beginning(): Mark {
  const mark: Mark = { number: 0, kinds: {}, files: {} };
  for (const format of EXPORT_FORMATS) {
    mark.files[format.name] = { bytes: 0, sha256: createHash("sha256") };
    add(mark, format, format.head);
  }
  return mark;
}

function add({ files }: Mark, { name }: ExportFormat, text: string): void {
  const file = files[name];
  if (!file) return;
  file.bytes += Buffer.byteLength(text);
  file.sha256.update(text);
}

const copy = ({ number, kinds, files }: Mark): Mark => ({
  number,
  kinds: { ...kinds },
  files: mapValues(files, ({ bytes, sha256 }) => ({ bytes, sha256: sha256.copy() })),
});

const toDigests = ({ kinds, files }: Mark): ExportDigests => ({
  kinds,
  files: mapValues(files, ({ bytes, sha256 }) => ({ bytes, sha256: sha256.copy().digest("hex") })),
});

const mapValues = <V, W>(record: Record<string, V>, map: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
