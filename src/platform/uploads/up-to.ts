import { rejected } from "../rejected";

/** Passes on at most what is left of a file of that size, and throws at the first byte beyond it. */
export async function* upTo(left: number, size: number, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let came = 0;
  for await (const chunk of body) {
    came += chunk.length;
    if (came > left) throw rejected("upload.tooLong", { size });
    yield chunk;
  }
}
