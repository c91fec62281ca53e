import { Refusal } from "../refusal";

/**
 * Strings, with the colon that makes a key of them, and where objects and lists begin and end. A string that does not end is one, too:
 * otherwise each quote in it would be tried as a beginning.
 */
const PARTS = /"([^"\\]*(?:\\.[^"\\]*)*)"?(\s*:)?|[{}[\]]/gs;
/** Several times as deep as any input. What goes through all of a value calls itself at each level. */
const DEEPEST = 100;

/**
 * Refuses a JSON text in which an object has a key twice, of which `JSON.parse` takes the last and other parsers the first: what a proxy, a
 * log or a signature has read would not be what is executed. Refuses one that is nested too deep to be gone through.
 */
export function checkJson(json: string): void {
  const open: Set<string>[] = [];
  for (const [part, text = "", colon] of json.matchAll(PARTS)) {
    if (part === "{" || part === "[") {
      open.push(new Set());
      if (open.length > DEEPEST)
        throw new Refusal("BAD_USER_INPUT", { reason: "body.tooDeep", params: { most: DEEPEST } });
    } else if (part === "}" || part === "]") open.pop();
    else if (colon) {
      const keys = open.at(-1);
      const key = text.includes("\\") ? (JSON.parse(`"${text}"`) as string) : text;
      if (keys?.has(key)) throw new Refusal("BAD_USER_INPUT", { reason: "body.repeatedKey" });
      keys?.add(key);
    }
  }
}
