import { createHash } from "node:crypto";
import type { CaseRecord } from "../records/case-record";
import { sealRecord } from "../records/case-record";
import type { Veil } from "../veil";
import { showLeaves, type ShownLeaves } from "./shown-leaves";

/** A line of `case.json`. */
export interface RecordLine extends ShownLeaves {
  digest: string;
  /** Where its file is in the archive. */
  file?: string;
}

export interface EvidenceFile {
  id: string;
  storageKey: string;
  path: string;
  sha256: string;
}

/**
 * `case.json`, one record per line. A record the reader may not see at all leaves only its digest, in a list whose order reveals
 * nothing. The root commits to all records, shown or not.
 */
export class CaseJson {
  /** The evidence that goes into the archive. */
  readonly files: EvidenceFile[] = [];
  shown = 0;
  root = "";
  private readonly digests: string[] = [];
  private readonly hiddenDigests: string[] = [];

  constructor(
    private readonly records: AsyncIterable<CaseRecord>,
    private readonly secret: string,
    private readonly veil: Veil,
  ) {}

  get hidden(): number {
    return this.hiddenDigests.length;
  }

  async *text(): AsyncGenerator<string> {
    yield `{"format":"${FORMAT}","records":[\n`;
    for await (const record of this.records) {
      const line = this.line(record);
      if (line) yield `${this.shown++ === 0 ? "" : ",\n"}${JSON.stringify(line)}`;
    }
    this.root = rootOf(this.digests);
    yield `\n],"hidden":[\n${this.hiddenDigests
      .sort()
      .map((digest) => JSON.stringify(digest))
      .join(",\n")}\n],"root":"${this.root}"}\n`;
  }

  private line(record: CaseRecord): RecordLine | null {
    const { leaves, digest } = sealRecord(this.secret, record);
    this.digests.push(digest);
    if (this.veil.hidesRecord(record)) {
      this.hiddenDigests.push(digest);
      return null;
    }
    const shown = showLeaves(leaves, (name) => name in record.fields && this.veil.hidesField(record, name));
    return { digest, ...shown, ...this.fileOf(record, shown) };
  }

  /** A reader who must not have the digest must not have the file either. */
  private fileOf({ id, file, copy }: CaseRecord, { fields }: ShownLeaves): { file?: string } {
    const given = copy && this.veil.getsCopy(copy.of) ? copy.file : file;
    const sha256 = given && fields[given.digest];
    if (!given || typeof sha256 !== "string" || typeof fields.sha256 !== "string") return {};
    this.files.push({ id, storageKey: given.storageKey, path: given.path, sha256 });
    return { file: given.path };
  }
}

export const FORMAT = "redress-dossier/1";

/** SHA-256 over the digests of all records, sorted, one per line; hex. */
const rootOf = (digests: readonly string[]): string =>
  createHash("sha256")
    .update(
      [...digests]
        .sort()
        .map((digest) => `${digest}\n`)
        .join(""),
    )
    .digest("hex");

/** Reads the lines of a written `case.json` back: safe as the page's source, because everything withheld is missing from it. */
export async function* recordLines(text: AsyncIterable<Uint8Array>): AsyncGenerator<RecordLine> {
  for await (const line of linesOf(text))
    if (line.startsWith('{"digest"')) yield JSON.parse(line.replace(/,$/, "")) as RecordLine;
}

export async function* linesOf(text: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of text) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest) yield rest;
}
