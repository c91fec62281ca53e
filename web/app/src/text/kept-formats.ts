const MOST_MS = 1_000;
const formats = new Map<string, unknown>();
let since = 0;

/**
 * The format of this name. To make one takes a hundred times as long as to use it, and a table of cases uses one for each cell. Not for longer
 * than a page takes to be shown: its reader may have come into another time zone.
 */
export function keptFormat<T>(name: string, make: () => T): T {
  const now = performance.now();
  if (now - since > MOST_MS) {
    formats.clear();
    since = now;
  }
  const known = formats.get(name) as T | undefined;
  if (known !== undefined) return known;
  const format = make();
  formats.set(name, format);
  return format;
}
