import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, rm, stat, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { flushFolder } from "./flush-folder";
import type { NewPiece, Pieces } from "./partial-file";

/** Pieces as files of a folder: a link gives each its name. */
export class PieceFolder implements Pieces {
  private made: Promise<unknown> | undefined;

  constructor(
    private readonly folder: string,
    private readonly newFile: () => Promise<string>,
  ) {}

  async sizes(): Promise<Map<number, number>> {
    const sizes = new Map<number, number>();
    try {
      for (const name of await readdir(this.folder))
        sizes.set(Number(name), (await stat(join(this.folder, name))).size);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
      return new Map(); // never begun, or removed meanwhile
    }
    return sizes;
  }

  async begin(): Promise<NewPiece> {
    // Once: if another request completes or discards the file meanwhile, the folder stays away.
    await (this.made ??= this.make());
    const path = await this.newFile();
    return new GrowingFile(this.folder, path, await open(path, "wx", 0o600));
  }

  private async make(): Promise<void> {
    const made = await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const parent = dirname(this.folder);
    if (made !== undefined) for (const folder of [parent, dirname(parent)]) await flushFolder(folder);
  }

  read(offset: number): AsyncIterable<Uint8Array> {
    return createReadStream(join(this.folder, String(offset))) as AsyncIterable<Buffer>;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

class GrowingFile implements NewPiece {
  size = 0;

  constructor(
    private readonly folder: string,
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  async add(chunk: Uint8Array): Promise<void> {
    await this.file.appendFile(chunk);
    this.size += chunk.length;
  }

  async drop(): Promise<void> {
    await this.file.close();
    await rm(this.path, { force: true });
  }

  async place(offset: number): Promise<number | null> {
    try {
      // A full disk may have stored part of a chunk, or none of it.
      const { size } = await this.file.stat();
      await this.file.sync();
      await this.file.close();
      if (size === 0) return size;
      await link(this.path, join(this.folder, String(offset)));
      // Whoever is told that it has arrived does not send it again, also after a power failure.
      await flushFolder(this.folder);
      return size;
    } catch (error) {
      // The folder is gone when another request completed or discarded the file.
      if (!["EEXIST", "ENOENT"].includes(codeOf(error))) throw error;
      return null;
    } finally {
      await rm(this.path, { force: true });
    }
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";
