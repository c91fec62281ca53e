import { toLine } from "../../platform/graphql/text-field";

// Control characters other than tab and line feed.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text as our inputs would have accepted it (see `cleanText`), at most `max` characters; where that one refuses, this one repairs. */
export function tidyText(raw: string, max: number): string {
  const text = raw.normalize("NFC").replace(/\r\n?/g, "\n").replace(CONTROL, " ").trim();
  if (text.length <= max) return text;
  const characters = [...text];
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`;
}

/** The same on one line. */
export function tidyLine(raw: string, max: number): string {
  return tidyText(toLine(raw.normalize("NFC")).replace(/\s+/g, " "), max);
}
