/**
 * Strings, with the colon that makes a key of them, and where objects begin and end. A string that does not end is one, too: otherwise
 * each quote in it would be tried as a beginning.
 */
const PARTS = /"([^"\\]*(?:\\.[^"\\]*)*)"?(\s*:)?|[{}]/gs;

/**
 * Whether an object of a JSON text has a key twice. `JSON.parse` takes the last, other parsers the first: what a proxy, a log or a
 * signature has read would not be what is executed.
 */
export function repeatsKey(json: string): boolean {
  const objects: Set<string>[] = [];
  for (const [part, text = "", colon] of json.matchAll(PARTS)) {
    if (part === "{") objects.push(new Set());
    else if (part === "}") objects.pop();
    else if (colon) {
      const keys = objects.at(-1);
      const key = text.includes("\\") ? (JSON.parse(`"${text}"`) as string) : text;
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
}
