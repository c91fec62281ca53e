/** How long a test waits for what must come about: far longer than it takes, also where the cores are shared. */
export const PATIENCE_MS = 40_000;

/** Asks again until the expectation holds; its own failure when it never does. */
export async function eventually<T>(expectation: () => Promise<T>, patience = PATIENCE_MS): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((again) => setTimeout(again, 20));
    }
  }
}
