const EVERY = 500;

/** Passes chunks on with signs of life between them: a job that seems dead is restarted elsewhere. */
export async function* withBeats<T>(source: AsyncIterable<T>, beat: () => Promise<void>): AsyncGenerator<T> {
  let passed = 0;
  for await (const piece of source) {
    passed += 1;
    if (passed % EVERY === 0) await beat();
    yield piece;
  }
}
