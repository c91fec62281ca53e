/** Arrays enough to go twice through a young generation of its full size. */
const FILLING = 2_000_000;

type Collect = (options?: { type: "major"; flavor: "last-resort" }) => void;

/** When all that can be collected has been, and what can be given back to the system has been. */
export function memoryInUse(): NodeJS.MemoryUsage {
  let garbage: number[] = [];
  for (let n = 0; n < FILLING; n += 1) garbage = [garbage.length, n];
  const collect = globalThis.gc as Collect | undefined;
  collect?.({ type: "major", flavor: "last-resort" });
  // What the first collection finalised, this one frees; and it waits until all is swept, so that the heap is told truly.
  collect?.();
  return process.memoryUsage();
}
