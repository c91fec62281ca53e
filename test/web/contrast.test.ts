import { readFileSync } from "node:fs";
import { join } from "node:path";

const source = readFileSync(join(__dirname, "../../web/app/src/design/tokens.css"), "utf8");

/** Each colour by its name, in the light and in the dark. */
const COLOURS = new Map(
  [...source.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

const GROUNDS = ["ground", "surface", "raised", "sunken", "hover"];
const SOFT = ["accent", "seal", "good", "warn", "bad"];

/** What is written, on what it is written. WCAG 2.2, 1.4.3: at least 4.5 to 1. */
const TEXT: readonly (readonly [string, string])[] = [
  ...["ink", "ink-second", "ink-muted", "accent", "seal", "good", "warn", "bad"].flatMap((ink) =>
    GROUNDS.map((ground) => [ink, ground] as const),
  ),
  ...SOFT.flatMap((tone) => [
    [tone, `${tone}-soft`] as const,
    ["ink", `${tone}-soft`] as const,
    ["ink-second", `${tone}-soft`] as const,
  ]),
  ["ink-muted", "accent-soft"],
  ["accent-ink", "accent"],
  ["accent-ink", "accent-hover"],
  ["seal-ink", "seal"],
];

/** What is found by its border or its shape alone. WCAG 2.2, 1.4.11: at least 3 to 1. */
const SHAPES: readonly (readonly [string, string])[] = [
  ...["control-line", "accent"].flatMap((line) =>
    ["ground", "surface", "raised"].map((ground) => [line, ground] as const),
  ),
  ...["good", "warn", "seal"].map((line) => [line, "surface"] as const),
];

describe.each(["light", "dark"] as const)("in the %s", (mode) => {
  test.each(TEXT)("%s can be read on %s", (ink, ground) => {
    expect(contrast(colour(ink, mode), colour(ground, mode))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SHAPES)("%s is seen on %s", (shape, ground) => {
    expect(contrast(colour(shape, mode), colour(ground, mode))).toBeGreaterThanOrEqual(3);
  });
});

function colour(name: string, mode: "light" | "dark"): string {
  const found = COLOURS.get(name)?.[mode];
  if (!found) throw new Error(`tokens.css has no colour ${name}`);
  return found;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
