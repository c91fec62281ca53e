/** How long a test waits for what must come about: far longer than it takes, also where the cores are shared. */
export const PATIENCE_MS = 40_000;

const AGAIN_MS = 20;
const LONGEST_MS = 100;

/**
 * Asks again until the expectation holds; its own failure when it never does. The longer it has waited, the less often: asking, and putting a
 * failure into words, takes time from what is waited for.
 */
export async function eventually<T>(expectation: () => Promise<T>, patience = PATIENCE_MS): Promise<T> {
  const began = Date.now();
  const deadline = began + patience;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      const pause = Math.min(LONGEST_MS, Math.max(AGAIN_MS, (Date.now() - began) / 10));
      await new Promise((again) => setTimeout(again, pause));
    }
  }
}
