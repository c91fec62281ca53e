export type Inline =
  | { kind: "text" | "code"; text: string }
  | { kind: "strong" | "emphasis"; parts: Inline[] }
  | { kind: "link"; to: string; parts: Inline[] };

export type Block =
  | { kind: "heading"; level: number; text: Inline[] }
  | { kind: "list"; ordered: boolean; start: number; items: Inline[][] }
  | { kind: "paragraph" | "quote"; text: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "rule" };

const FENCE = /^```/;
const HEADING = /^(#{1,4})\s+(\S.*)$/;
const RULE = /^(?:-{3,}|\*{3,}|_{3,})$/;
const QUOTE = /^>\s?/;
const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^\s*(\d{1,9})[.)]\s+/;

const isItem = (line: string): boolean => BULLET.test(line) || NUMBER.test(line);
const begins = (line: string): boolean =>
  FENCE.test(line) || HEADING.test(line) || RULE.test(line.trim()) || QUOTE.test(line) || isItem(line);

/** The subset of Markdown that guides and lessons use. Anything else is left as it was typed. */
export function readMarkdown(text: string): Block[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;

  const takeWhile = (wanted: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && wanted(lines[at] ?? "")) at += 1;
    return lines.slice(from, at);
  };

  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = HEADING.exec(line);
    if (line.trim() === "") at += 1;
    else if (FENCE.test(line)) {
      at += 1;
      blocks.push({ kind: "code", text: takeWhile((next) => !FENCE.test(next)).join("\n") });
      at += 1;
    } else if (heading) {
      blocks.push({
        kind: "heading",
        level: heading[1]?.length ?? 1,
        text: readInline(withoutHashes(heading[2] ?? "")),
      });
      at += 1;
    } else if (RULE.test(line.trim())) {
      blocks.push({ kind: "rule" });
      at += 1;
    } else if (QUOTE.test(line)) {
      const quoted = takeWhile((next) => QUOTE.test(next)).map((next) => next.replace(QUOTE, ""));
      blocks.push({ kind: "quote", text: readInline(quoted.join("\n")) });
    } else if (isItem(line)) blocks.push(readList(takeWhile((next) => next.trim() !== "" && continues(line, next))));
    else {
      at += 1;
      blocks.push({
        kind: "paragraph",
        text: readInline([line, ...takeWhile((next) => next.trim() !== "" && !begins(next))].join("\n")),
      });
    }
  }
  return blocks;
}

const continues = (first: string, line: string): boolean =>
  isItem(line) ? NUMBER.test(line) === NUMBER.test(first) : !begins(line);

function readList(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    if (isItem(line)) items.push(line.replace(NUMBER, "").replace(BULLET, ""));
    else items[items.length - 1] += `\n${line.trim()}`;
  }
  const number = NUMBER.exec(lines[0] ?? "");
  return { kind: "list", ordered: number !== null, start: Number(number?.[1] ?? 1), items: items.map(readInline) };
}

/** `## Title ##` is the same as `## Title`. No regular expression: one that looks for the end from each position is quadratic. */
function withoutHashes(title: string): string {
  let end = title.length;
  while (title[end - 1] === "#") end -= 1;
  return (title.slice(0, end) || title).trimEnd();
}

// Each alternative ends where the next one begins, so that a long run of openings is not scanned again from each of them.
const INLINE =
  /`(?<code>[^`]+)`|\*\*(?<strong>(?:[^*]|\*(?!\*))+)\*\*|\*(?<emphasis>[^\s*](?:[^*]*[^\s*])?)\*|\[(?<label>[^[\]]+)\]\((?<to>[^\s()]+)\)/;

/** Only links to the web and to this site: none that runs code. */
const isSafe = (to: string): boolean => /^https?:\/\//.test(to) || /^\/(?!\/)/.test(to);

function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    if (found.index > 0) parts.push({ kind: "text", text: rest.slice(0, found.index) });
    parts.push(inlineOf(found));
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest) parts.push({ kind: "text", text: rest });
  return parts;
}

function inlineOf({ 0: whole, groups = {} }: RegExpExecArray): Inline {
  const { code, strong, emphasis, label, to } = groups;
  if (code !== undefined) return { kind: "code", text: code };
  if (strong !== undefined) return { kind: "strong", parts: readInline(strong) };
  if (emphasis !== undefined) return { kind: "emphasis", parts: readInline(emphasis) };
  if (label !== undefined && to !== undefined && isSafe(to)) return { kind: "link", to, parts: readInline(label) };
  return { kind: "text", text: whole };
}
