/*
 * What `npm run release` does with the texts: the changelog's list of what has changed in the schema, and its head for a version.
 */
const HEADING = "### Schema";
const UNRELEASED = "## Unreleased\n";
const INTRODUCTION = "Listed by `npm run release`; what people have written after a change stays.";
const KINDS = { breaking: "Breaking", dangerous: "Dangerous", safe: "Safe" };
const ENTRY = /^- (?:Breaking|Dangerous|Safe): (`+) ?(.*?) ?\1(?!`)([^]*)$/;

/** The changelog with the changes listed at the end of its part Unreleased. `words`: what is said of a change that is new in the list. */
export function withChanges(changelog, changes, words = new Map()) {
  const { before, part, after } = unreleased(changelog);
  const [kept, ...rest] = part.split(`\n${HEADING}\n`);
  const [list = "", ...others] = rest.join("").split(/(?=\n### )/);
  const said = new Map(entriesOf(list));
  const lines = Object.entries(KINDS).flatMap(([kind, label]) =>
    changes[kind].map((change) => {
      const text = said.get(change) || words.get(change) || "";
      return `- ${label}: ${code(change)}${text && ` ${text}`}\n`;
    }),
  );
  const section = lines.length > 0 ? `\n${HEADING}\n\n${INTRODUCTION}\n\n${lines.join("")}` : "";
  const whole = [kept.trimEnd() + "\n", ...others.map((other) => other.trimEnd() + "\n"), section];
  return before + whole.join("") + (after && `\n${after}`);
}

/** Changes that some client has to know how to live with, and of which nobody has said that yet. */
export function unexplained(changelog, { breaking, dangerous }) {
  const { part } = unreleased(changelog);
  const said = new Map(entriesOf(part.split(`\n${HEADING}\n`)[1] ?? ""));
  return [...breaking, ...dangerous].filter((change) => !said.get(change));
}

function unreleased(changelog) {
  const start = changelog.indexOf(UNRELEASED);
  if (start < 0) throw new Error(`the changelog has no ${UNRELEASED.trim()}`);
  const end = changelog.indexOf("\n## ", start + UNRELEASED.length);
  return {
    before: changelog.slice(0, start),
    part: changelog.slice(start, end < 0 ? undefined : end),
    after: end < 0 ? "" : changelog.slice(end + 1),
  };
}

const entriesOf = (list) =>
  list.split(/\n(?=- |### )/).flatMap((entry) => {
    const [, , change, text = ""] = ENTRY.exec(entry) ?? [];
    return change === undefined ? [] : [[change, text.trim()]];
  });

const code = (text) => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);

/** What is unreleased becomes the version's; the next changes go above it. */
export const headed = (changelog, version, day) =>
  changelog
    .replace(UNRELEASED, `${UNRELEASED}\n## ${version} - ${day}\n`)
    .replace(" Nothing has been released yet.", "");

/** The newest version that has a head; undefined before the first release. */
export const lastVersion = (changelog) => /^## (\d+\.\d+\.\d+)\b/m.exec(changelog)?.[1];

/** Why this cannot be the next version's number; null when it can. */
export function whyNotVersion(version, last, { breaking, dangerous, safe }) {
  if (!/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/.test(version)) return `${version} is no version: MAJOR.MINOR.PATCH`;
  if (last === undefined) return null;
  const [major, minor, patch] = last.split(".").map(Number);
  const next = [
    { number: `${major + 1}.0.0`, may: true },
    { number: `${major}.${minor + 1}.0`, may: breaking.length === 0 || major === 0 },
    { number: `${major}.${minor}.${patch + 1}`, may: breaking.length + dangerous.length + safe.length === 0 },
  ].filter(({ may }) => may);
  if (next.some(({ number }) => number === version)) return null;
  return `after ${last}, and with these changes, comes ${next.map(({ number }) => number).join(" or ")}`;
}
