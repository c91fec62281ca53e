const EVERY = 500;

/** Passes pieces on and gives a sign of life between them: long work that seems dead is begun again elsewhere. */
export async function* withBeats<T>(source: AsyncIterable<T>, beat: () => Promise<void>): AsyncGenerator<T> {
  let passed = 0;
  for await (const piece of source) {
    passed += 1;
    if (passed % EVERY === 0) await beat();
    yield piece;
  }
}
