import { createHash } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { NamedFiles } from "../../platform/storage/named-files";

/** All begin so: the place may hold other things as well. */
const ROOT = "warehouse";
const ROWS_IN_A_PART = 500_000;

/** A file of a day, as its manifest lists it. */
interface Part {
  name: string;
  rows: number;
  bytes: number;
  sha256: string;
}

/** What the manifest says besides. */
type About = Readonly<Record<string, string | number>>;

/**
 * One day of one dataset: lines of JSON, compressed, and then the manifest, without which readers take the day for not there. Written again, the
 * manifest goes first. Pages of rows are written as they come: memory does not grow with them. Returns how many rows there are.
 */
export async function writeDataset(
  files: NamedFiles,
  { dataset, day, about }: { dataset: string; day: string; about: About },
  pages: AsyncIterable<readonly object[]>,
): Promise<number> {
  const folder = `${ROOT}/${dataset}/date=${day}`;
  await files.remove(`${folder}/manifest.json`);
  const parts: Part[] = [];
  const source = pages[Symbol.asyncIterator]();
  let next = await source.next();
  while (!next.done) {
    const part: Part = {
      name: `part-${String(parts.length).padStart(5, "0")}.ndjson.gz`,
      rows: 0,
      bytes: 0,
      sha256: "",
    };
    async function* lines(): AsyncGenerator<string> {
      for (; !next.done && part.rows < ROWS_IN_A_PART; next = await source.next()) {
        part.rows += next.value.length;
        yield next.value.map((row) => `${JSON.stringify(row)}\n`).join("");
      }
    }
    await files.write(`${folder}/${part.name}`, measured(part, lines()));
    parts.push(part);
  }
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const manifest = { dataset, day, ...about, rows, files: parts };
  await files.write(`${folder}/manifest.json`, Readable.from([Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]));
  return rows;
}

async function* measured(part: Part, lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const digest = createHash("sha256");
  // What fails on the way ends the reading of what comes out.
  const zipped = pipeline(Readable.from(lines), createGzip(), () => undefined);
  for await (const chunk of zipped as AsyncIterable<Buffer>) {
    digest.update(chunk);
    part.bytes += chunk.length;
    yield chunk;
  }
  part.sha256 = digest.digest("hex");
}
