import type { Bucket } from "./bucket";
import type { NewPiece, Pieces } from "./partial-file";

/** Pieces as objects of a bucket, which writes none over another. */
export class PieceObjects implements Pieces {
  constructor(
    private readonly bucket: Bucket,
    private readonly folder: string,
  ) {}

  async sizes(): Promise<Map<number, number>> {
    const sizes = new Map<number, number>();
    for await (const { name, size } of this.bucket.list(this.folder))
      sizes.set(Number(name.slice(this.folder.length)), size);
    return sizes;
  }

  async begin(): Promise<NewPiece> {
    return new GrowingBytes(this.bucket, this.folder);
  }

  async *read(offset: number): AsyncGenerator<Uint8Array> {
    yield* (await this.bucket.read(this.folder + offset)) as AsyncIterable<Buffer>;
  }

  async remove(): Promise<void> {
    const names: string[] = [];
    for await (const { name } of this.bucket.list(this.folder)) names.push(name);
    await this.bucket.remove(names);
  }
}

/** In memory until it is placed. */
class GrowingBytes implements NewPiece {
  size = 0;
  private readonly chunks: Uint8Array[] = [];

  constructor(
    private readonly bucket: Bucket,
    private readonly folder: string,
  ) {}

  async add(chunk: Uint8Array): Promise<void> {
    this.chunks.push(chunk);
    this.size += chunk.length;
  }

  async drop(): Promise<void> {
    this.chunks.length = 0;
  }

  async place(offset: number): Promise<number | null> {
    const isFirst = await this.bucket.create(this.folder + offset, Buffer.concat(this.chunks));
    return isFirst ? this.size : null;
  }
}
