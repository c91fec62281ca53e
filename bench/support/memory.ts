/** Enough arrays to fill a full-size young generation twice. */
const FILLING = 2_000_000;

type Collect = (options?: { type: "major"; flavor: "last-resort" }) => void;

/** Memory after everything collectable has been collected and returned to the system. */
export function memoryInUse(): NodeJS.MemoryUsage {
  let garbage: number[] = [];
  for (let n = 0; n < FILLING; n += 1) garbage = [garbage.length, n];
  const collect = globalThis.gc as Collect | undefined;
  collect?.({ type: "major", flavor: "last-resort" });
  // Frees what the first collection finalised, and waits until sweeping is done, so that the heap size is accurate.
  collect?.();
  return process.memoryUsage();
}
