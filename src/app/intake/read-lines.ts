import { isUtf8 } from "node:buffer";

/** One line of a body or a file. */
export interface Line {
  /** From 1. */
  number: number;
  /** null: longer than allowed, and not kept. */
  text: string | null;
  /** Bytes of another encoding stand in the text as one and the same sign. */
  isUtf8: boolean;
  /** It ends where everything ends, without a line break. */
  isLast: boolean;
}

const LINE_FEED = 0x0a;

/** The lines that are not empty, no faster than they are taken, and none longer than `limit` bytes held in memory. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line> {
  let number = 0;
  let kept: Uint8Array[] = [];
  let length = 0;
  const add = (piece: Uint8Array): void => {
    length += piece.length;
    if (length <= limit) kept.push(piece);
    else kept = [];
  };
  const take = (isLast: boolean): Line => {
    number += 1;
    const bytes = length > limit ? null : Buffer.concat(kept);
    kept = [];
    length = 0;
    return { number, text: bytes?.toString("utf8").trim() ?? null, isUtf8: !bytes || isUtf8(bytes), isLast };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, at));
      from = at + 1;
      const line = take(false);
      if (line.text !== "") yield line;
    }
    // A copy: the reader may use the chunk's memory again.
    if (from < chunk.length) add(Buffer.from(chunk.subarray(from)));
  }
  if (length > 0) yield take(true);
}
