import type { UploadMeter } from "./awaited-upload";

/** Does the work over a body of at most so many bytes, counting them for their sender; what did not arrive is not counted. */
export async function metered<T>(
  meter: UploadMeter,
  most: number,
  body: AsyncIterable<Uint8Array>,
  work: (body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  await meter.take(most);
  let came = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      came += chunk.length;
      yield chunk;
    }
  }
  try {
    return await work(counted());
  } finally {
    // If this fails, the sender may send a little less today; the result of the upload matters more.
    if (came < most) await meter.giveBack(most - came).catch(() => undefined);
  }
}
