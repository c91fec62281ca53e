import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../refusal";
import { LEAST_PART, wrongOffset } from "./storage";

/** The most that a killed process, or a connection that died unnoticed, may lose. */
const PIECE = 256 * 1024;
/** More than the largest file needs in the smallest pieces. */
const MOST_PIECES = 2_000;

interface Piece {
  path: string;
  size: number;
}

/**
 * A file that comes in parts: a folder of pieces, each named by its offset. A piece is complete before it gets its name, and a name is
 * given only once. So of two requests that append at once, on whichever nodes, one continues and the other is refused; and there is no lock that
 * a dead process or connection could keep.
 */
export class PartialFile {
  constructor(
    private readonly folder: string,
    private readonly newFile: () => Promise<string>,
  ) {}

  async size(): Promise<number> {
    return endOf(await this.pieces());
  }

  async append(offset: number, size: number, body: AsyncIterable<Uint8Array>): Promise<number> {
    const pieces = await this.pieces();
    if (offset !== endOf(pieces)) throw wrongOffset(endOf(pieces));
    if (pieces.length >= MOST_PIECES) throw new Refusal("LIMIT_REACHED", { reason: "upload.pieces" });
    await mkdir(this.folder, { recursive: true });
    let end = offset;
    let piece: NewPiece | null = null;
    const keep = async (finished: NewPiece): Promise<void> => {
      piece = null;
      end += await finished.name(this.folder, end, () => this.size());
    };
    try {
      for await (const chunk of body) {
        piece ??= await NewPiece.begin(await this.newFile());
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
    for (const { path } of await this.pieces()) yield* createReadStream(path) as AsyncIterable<Buffer>;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** In order, as far as they are contiguous. */
  private async pieces(): Promise<Piece[]> {
    const pieces: Piece[] = [];
    try {
      const names = new Set(await readdir(this.folder));
      for (let offset = 0; names.delete(String(offset)); offset = endOf(pieces)) {
        const path = join(this.folder, String(offset));
        pieces.push({ path, size: (await stat(path)).size });
      }
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
      return []; // never begun, or removed meanwhile
    }
    return pieces;
  }
}

/** A piece that is still growing and not visible yet. */
class NewPiece {
  size = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  static async begin(path: string): Promise<NewPiece> {
    return new NewPiece(path, await open(path, "wx", 0o600));
  }

  async add(chunk: Uint8Array): Promise<void> {
    await this.file.appendFile(chunk);
    this.size += chunk.length;
  }

  async drop(): Promise<void> {
    await this.file.close();
    await rm(this.path, { force: true });
  }

  /** Gives it its name and returns its size; refuses when another piece already has that offset. */
  async name(folder: string, offset: number, sizeNow: () => Promise<number>): Promise<number> {
    try {
      // A full disk may have stored part of a chunk, or none of it.
      const { size } = await this.file.stat();
      await this.file.close();
      if (size > 0) await link(this.path, join(folder, String(offset)));
      return size;
    } catch (error) {
      // The folder is gone when another request completed or discarded the file.
      if (!["EEXIST", "ENOENT"].includes(codeOf(error))) throw error;
      throw wrongOffset(await sizeNow());
    } finally {
      await rm(this.path, { force: true });
    }
  }
}

function endOf(pieces: readonly Piece[]): number {
  return pieces.reduce((end, { size }) => end + size, 0);
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";
