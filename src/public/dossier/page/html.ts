/** Text that is HTML already. Everything else is escaped on insertion. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Value = Html | string | number | null | undefined | readonly Value[];

export function markup(texts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(texts.map((text, index) => text + (index < values.length ? render(values[index]) : "")).join(""));
}

function render(value: Value): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(render).join("");
  return escape(String(value));
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Bidirectional control characters could make a text look like another one. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const escape = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "")
    .replace(DIRECTION, (mark) => `[U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
