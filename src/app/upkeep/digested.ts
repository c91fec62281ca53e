import { createHash } from "node:crypto";

/** Bytes that pass, counted and digested. */
export class Digested {
  private readonly hash = createHash("sha256");
  private bytes = 0;

  async *of(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.hash.update(chunk);
      this.bytes += chunk.length;
      yield chunk;
    }
  }

  /** Of what has passed. Call once. */
  result(): { bytes: number; sha256: string } {
    return { bytes: this.bytes, sha256: this.hash.digest("hex") };
  }

  static async whole(chunks: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
    const digested = new Digested();
    for await (const _ of digested.of(chunks));
    return digested.result();
  }
}
