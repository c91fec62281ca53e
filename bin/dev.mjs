import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { join, relative } from "node:path";
import { ensureInstalled } from "./lib/setup.mjs";
import { fail, root, say } from "./lib/step.mjs";

/*
 * `npm run dev`: the server from its sources, restarted when they change; the pages as they are edited; their client regenerated
 * when the schema or a document changes; types checked in the background. One process starts all of it and ends all of it.
 */
ensureInstalled();
const { buildClientSchema, getIntrospectionQuery, printSchema } = await import("graphql");
const { createServer } = await import("vite");
const { generateClient } = await import("./generate-client.mjs");

const port = process.env.PORT ?? "4000";
const pagesPort = Number(process.env.PAGES_PORT ?? "5173");
const api = `http://localhost:${port}`;
const pagesUrl = `http://localhost:${pagesPort}`;
const PATIENCE_MS = 3_000;
const schemaFile = join(root, "schema/schema.graphql");
const isSource = (path) => /^(src|migrations)\/.*\.(ts|json|mjs)$/.test(path);
const isDocument = (path) =>
  /^(schema\/(schema|operations\/.*)|(clients\/typescript|web\/app)\/src\/.*)\.graphql$/.test(path);

process.on("SIGINT", end).on("SIGTERM", end);
const servers = new Set();
let serving = null;
let greeted = false;
let next = prepareServer();
const serveAgain = inTurn(serve);
const generateAgain = inTurn(client);
await Promise.all([startPages(), client()]);
checkTypes();
serveAgain("start");

/** Started, but told to serve only when the previous one has ended. In a process group of its own: this process passes Ctrl-C on. */
function prepareServer() {
  const server = fork(join(root, "bin/lib/dev-server.mjs"), {
    cwd: root,
    detached: true,
    execArgv: ["--enable-source-maps"],
    env: { ...process.env, PORT: port, PUBLIC_URL: process.env.PUBLIC_URL ?? pagesUrl },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  servers.add(server);
  server.once("exit", () => {
    servers.delete(server);
    if (server === serving) say("✗ server: it has ended; the next change restarts it");
  });
  return server;
}

async function serve(because) {
  const started = performance.now();
  const former = serving;
  const server = next;
  serving = null;
  if (former) await stop(former);
  const said = await greetingOf(server);
  next = prepareServer();
  if (said === null) return say(`✗ server: it did not start (${because}); the next change tries again`);
  serving = server;
  if (!greeted) process.stdout.write(said.replace(/Pages .*/, `Pages        ${pagesUrl}   (as they are edited)`));
  greeted = true;
  say(`✓ server: ${because} (${secondsSince(started)})`);
  await printSchemaOf(api).catch((error) => {
    // Of a server that has been stopped meanwhile nobody wants the schema.
    if (serving === server) throw error;
  });
}

/** Tells the server to start, and returns what it prints once it serves; null when it ends instead. */
function greetingOf(server) {
  return new Promise((resolve) => {
    let said = "";
    server.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      if (said.includes("Redress is ready") && said.endsWith("\n\n")) resolve(said);
    });
    server.once("exit", () => resolve(null));
    if (server.connected) server.send("serve");
    else resolve(null);
  });
}

async function stop(server) {
  if (!servers.has(server)) return;
  const insist = setTimeout(() => server.kill("SIGKILL"), PATIENCE_MS);
  server.kill("SIGTERM");
  await once(server, "exit");
  clearTimeout(insist);
}

/** Writes the running server's schema into the file that the client is generated from. */
async function printSchemaOf(server) {
  const options = { specifiedByUrl: true, directiveIsRepeatable: true, inputValueDeprecation: true, oneOf: true };
  const response = await fetch(`${server}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: getIntrospectionQuery({ ...options, schemaDescription: true }) }),
  });
  const { data, errors } = await response.json();
  if (!data) return say(`✗ schema: ${errors.map(({ message }) => message).join("; ")}`);
  const text = `${printSchema(buildClientSchema(data))}\n`;
  if (text === readFileSync(schemaFile, "utf8")) return;
  writeFileSync(schemaFile, text);
  say("✓ schema: schema/schema.graphql written");
}

async function client() {
  const started = performance.now();
  try {
    await generateClient();
    say(`✓ client: generated (${secondsSince(started)})`);
  } catch (error) {
    say(`✗ client: ${error.message}`);
  }
}

/** Vite serves the pages, proxies other requests to the server, and watches the files for all parts. */
async function startPages() {
  process.env.API = api;
  const vite = await createServer({
    configFile: join(root, "web/app/vite.config.js"),
    server: { port: pagesPort, strictPort: true },
    clearScreen: false,
    logLevel: "warn",
  });
  await vite.listen().catch((error) => fail(`PAGES_PORT=${pagesPort}: ${error.message}`));
  vite.watcher.add(["src", "migrations", "schema", "clients/typescript/src"].map((path) => join(root, path)));
  vite.watcher.on("all", (_, file) => {
    const path = relative(root, file);
    if (isSource(path)) serveAgain(path);
    if (isDocument(path)) generateAgain(path);
  });
}

/** The compiler's own watch mode, at low priority: it reports type errors, and holds nothing up. */
function checkTypes() {
  const options = ["-p", "tsconfig.build.json", "--noEmit", "--watch", "--preserveWatchOutput", "--pretty"];
  const cache = ["--incremental", "--tsBuildInfoFile", "dist/.dev-types"];
  const compiler = spawn(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options, ...cache], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  setPriority(compiler.pid, 10);
  process.on("exit", () => compiler.kill());
  compiler.stdout.setEncoding("utf8").on("data", (text) => {
    const lines = text.split("\n").filter((line) => line.trim() !== "" && !/(Starting|File change)/.test(line));
    for (const line of lines) say(`types: ${line.replace(/^.*(Found \d+ errors?)\. Watching.*$/, "$1")}`);
  });
}

/** Runs one at a time; calls close together, or during a run, become one more run. */
function inTurn(work) {
  let timer;
  let last = Promise.resolve();
  return (path) => {
    clearTimeout(timer);
    timer = setTimeout(() => (last = last.then(() => work(path))), 50);
  };
}

async function end() {
  serving = null;
  await Promise.all([...servers].map(stop));
  process.exit(0);
}

function secondsSince(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
