#!/usr/bin/env node
import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import { parseArgs } from "node:util";
import { openLive } from "@redress/client";

const HELP = `Follows a live stream and prints one JSON line for each update: in order, none lost, none twice.

  redress-follow [--url URL] [--journal FILE] STREAM FIELDS

  STREAM          the subscription with its arguments, e.g. 'complaintUpdated(id: "cmp_…")' or moderationQueueUpdated
  FIELDS          what to print of each update, e.g. 'event { type at } complaint { id status }'
  --url URL       the API (default http://localhost:4000/graphql)
  --journal FILE  write the lines to FILE too, and go on from its last line: stop the script as you like, start it again

Environment: REDRESS_LOGIN and REDRESS_PASSWORD, or REDRESS_TOKEN, say who follows; without them it is a visitor.

Lines: {"cursor","update"}. Without "update" it only says up to where everything is here. {"gap"} says that the log no longer
holds what was missed, and that it goes on from now.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: "boolean" },
    url: { type: "string", default: "http://localhost:4000/graphql" },
    journal: { type: "string" },
  },
});
const [stream, fields] = positionals;
if (values.help || !stream || !fields) {
  (values.help ? process.stdout : process.stderr).write(HELP);
  process.exit(values.help ? 0 : 2);
}
const { url, journal } = values;

/** The cursor of the last whole line; a line that was cut off is taken away. */
function lastCursor(file) {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  const last = whole.trimEnd().split("\n").at(-1);
  return (last && JSON.parse(last).cursor) || null;
}

function print(line) {
  const text = `${JSON.stringify(line)}\n`;
  if (journal) appendFileSync(journal, text);
  process.stdout.write(text);
}

const { REDRESS_LOGIN: login, REDRESS_PASSWORD: password } = process.env;
let accessToken = process.env.REDRESS_TOKEN ?? null;

async function token(refused) {
  if (login && (refused || accessToken === null)) {
    const query = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { accessToken } }`;
    const body = JSON.stringify({ query, variables: { login, password } });
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    const { data, errors } = await answer.json();
    if (errors) throw errors;
    ({ accessToken } = data.signIn);
  }
  return accessToken;
}

/** In words: the server's errors, why the socket was closed, or what else failed. */
function reasons(why) {
  if (why === null) return [];
  if (Array.isArray(why)) return why.map(({ message, extensions }) => `${extensions?.code}: ${message}`);
  return [why.code ?? "", why.reason ?? why.message ?? ""].filter(Boolean);
}

const live = openLive({
  url: url.replace(/^http/, "ws"),
  token,
  webSocketImpl: globalThis.WebSocket ?? (await import("ws")).WebSocket,
});

const field = stream.endsWith(")") ? `${stream.slice(0, -1)}, after: $after)` : `${stream}(after: $after)`;
let after = journal ? lastCursor(journal) : null;
let isLive = false;
const { ended } = live.follow({
  query: `subscription ($after: String) { ${field} { cursor caughtUp ${fields} } }`,
  after,
  async snapshot(why) {
    if (why) print({ gap: why[0].message });
    return null;
  },
  onUpdate({ update, cursor, errors }) {
    const isNews = isLive || !update?.caughtUp;
    if (isNews) print({ cursor, update, errors });
    else if (cursor !== after) print({ cursor });
    after = cursor;
  },
  onState(state, why) {
    isLive = state === "LIVE";
    process.stderr.write(`${[state, ...reasons(why)].join(" ")}\n`);
  },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => live.close());
process.exitCode = (await ended) === null ? 0 : 1;
await live.close();
