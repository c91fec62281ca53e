import { CannotDo } from "./cannot-do";

/** Told of Ctrl-C, or that a supervisor ends it, `work` takes back what it has begun; a second time ends the process as it is. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    return await work(stopping.signal);
  } catch (error) {
    throw stopping.signal.aborted ? new CannotDo("Interrupted: nothing of it stays.") : error;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
