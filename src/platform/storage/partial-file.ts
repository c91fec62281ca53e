import { Refusal } from "../refusal";
import { LEAST_PART, wrongOffset } from "./storage";

/** The most that a killed process, or a connection that died unnoticed, may lose. */
const PIECE = 256 * 1024;
/** More than the largest file needs in the smallest pieces. */
const MOST_PIECES = 2_000;

/** Where the pieces of one file are, each under its offset. */
export interface Pieces {
  /** The size of each piece that has its offset. */
  sizes(): Promise<Map<number, number>>;
  begin(): Promise<NewPiece>;
  read(offset: number): AsyncIterable<Uint8Array>;
  remove(): Promise<void>;
}

/** A piece that is still growing and not visible yet. */
export interface NewPiece {
  readonly size: number;
  add(chunk: Uint8Array): Promise<void>;
  drop(): Promise<void>;
  /** Makes it visible, complete, under its offset, and returns its size; null when another piece has that offset, or the file is gone. */
  place(offset: number): Promise<number | null>;
}

/**
 * A file that comes in parts: pieces, each named by its offset. A piece is complete before it gets its name, and a name is given only
 * once. So of two requests that append at once, on whichever nodes, one continues and the other is refused; and there is no lock that
 * a dead process or connection could keep.
 */
export class PartialFile {
  constructor(private readonly pieces: Pieces) {}

  async size(): Promise<number> {
    return endOf(await this.contiguous());
  }

  async append(offset: number, size: number, body: AsyncIterable<Uint8Array>): Promise<number> {
    const pieces = await this.contiguous();
    if (offset !== endOf(pieces)) throw wrongOffset(endOf(pieces));
    if (pieces.length >= MOST_PIECES) throw new Refusal("LIMIT_REACHED", { reason: "upload.pieces" });
    let end = offset;
    let piece: NewPiece | null = null;
    const keep = async (finished: NewPiece): Promise<void> => {
      piece = null;
      const kept = await finished.place(end);
      if (kept === null) throw wrongOffset(await this.size());
      end += kept;
    };
    try {
      for await (const chunk of body) {
        piece ??= await this.pieces.begin();
        await piece.add(chunk);
        if (piece.size >= PIECE) await keep(piece);
      }
    } finally {
      // A piece too small to be kept is sent again by the client that continues.
      if (piece && piece.size < LEAST_PART && end + piece.size < size) await piece.drop();
      else if (piece) await keep(piece);
    }
    return end;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    for (const { offset } of await this.contiguous()) yield* this.pieces.read(offset);
  }

  remove(): Promise<void> {
    return this.pieces.remove();
  }

  /** In order, as far as they are contiguous. */
  private async contiguous(): Promise<{ offset: number; size: number }[]> {
    const sizes = await this.pieces.sizes();
    const pieces: { offset: number; size: number }[] = [];
    for (let offset = 0, size = sizes.get(0); size; offset += size, size = sizes.get(offset))
      pieces.push({ offset, size });
    return pieces;
  }
}

const endOf = (pieces: readonly { size: number }[]): number => pieces.reduce((end, { size }) => end + size, 0);
