import { styleText } from "node:util";
import { DEMO_PEOPLE } from "../demo/demo-people";
import { playStory } from "../demo/story";
import type { Line } from "../demo/story-listener";

type Style = Parameters<typeof styleText>[0];

/** `npm run demo`: the whole story against a running server (`URL`), and what each person sees as it happens. */
const COLOURS = ["cyan", "blue", "yellow", "yellow", "green", "magenta", "red", "blueBright"] as const;
const colourOf = new Map<string, Style>(
  DEMO_PEOPLE.map(({ displayName }, index) => [displayName, COLOURS[index] ?? "white"]),
);
const coloured = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (style: Style, text: string): string => (coloured ? styleText(style, text) : text);

const VERBS = { does: "▸ does ", refused: "✗ no   ", sees: "· sees " } as const;

function print({ kind, who, text }: Line): void {
  process.stdout.write(`${format(kind, who, text)}\n`);
}

function format(kind: Line["kind"], who: string | null, text: string): string {
  if (kind === "scene") return `\n${paint("bold", `── ${text}`)}\n`;
  if (kind === "note" || who === null) return paint("dim", `${" ".repeat(12)}${who ? `${who}: ` : ""}${text}`);
  const line = `  ${padded(who, 9)} ${VERBS[kind]} ${text}`;
  return paint(colourOf.get(who) ?? "white", line);
}

/** A Chinese character is as wide as two letters on a terminal. */
function padded(text: string, width: number): string {
  const columns = [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
  return text + " ".repeat(Math.max(0, width - columns));
}

async function main(): Promise<void> {
  const url = (process.env.URL ?? "http://localhost:4000").replace(/\/$/, "");
  if (!URL.canParse(url) || !/^https?:/.test(url))
    return fail(`URL=${url}: must be the address of a Redress server, e.g. http://localhost:4000`);
  const reached = await fetch(`${url}/health/ready`).then(
    ({ ok, status }) => (ok ? "" : `it is not ready (HTTP ${status})`),
    () => "nothing answers there",
  );
  if (reached)
    return fail(
      `No Redress server at ${url}: ${reached}. Start one with npm start, or name another address: URL=http://… npm run demo`,
    );
  const { ended, finished } = await playStory(url, print);
  print({ kind: "scene", who: null, text: finished ? "The end" : "The end, as far as this server lets it" });
  for (const [name, reason] of Object.entries(ended))
    print({ kind: "note", who: null, text: `${name.padEnd(12)} ${reason}` });
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

main().catch((error: unknown) => fail(`The story stopped: ${error instanceof Error ? error.message : String(error)}`));
