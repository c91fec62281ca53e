import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { runMain } from "node:module";
import { dirname, join, resolve } from "node:path";
import { canInstallDebianPackages, installDebianPackages } from "./debian.mjs";
import { fail, hasProgram, root, step } from "./step.mjs";

const nativeModule = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";

/**
 * Installs the packages that package-lock.json names, unless they are here already. `compiler`: installs a missing compiler too, from
 * Debian's packages. Only `npm test` passes it; otherwise the command is printed. `driver: false`: the database driver, most of the work,
 * is left to DRIVER, which can run beside what needs no database.
 */
export function ensureInstalled({ compiler = false, driver = true } = {}) {
  refuseOldNode();
  if (isInstalled() && (hasDriver() || !driver)) return;
  // npm would empty the folder that others work with.
  if (lstatSync(join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink())
    fail("node_modules is a link, to packages of another version. Remove the link, or install where it leads.");
  if (npmCi(driver) || (compiler && installCompiler() && npmCi())) return;
  fail(
    "",
    "The packages could not be installed; npm's own message is above.",
    "better-sqlite3 is compiled when its prebuilt file cannot be downloaded, and that needs g++, make and python3:",
    "    apt-get install g++ make python3",
  );
}

// Where Node brought its own headers, compiling needs no download of them.
const nodeFolder = resolve(dirname(process.execPath), "..");
const headers = existsSync(join(nodeFolder, "include/node/node.h")) ? [`--nodedir=${nodeFolder}`] : [];

// As SQLite itself is compiled by default; the package's own -O3 takes a third longer, and what comes of it is no faster.
process.env.CFLAGS ??= "-O2";
process.env.CXXFLAGS ??= "-O2";

/** Compiles the database driver, or fetches it compiled. */
export const DRIVER = ["Database driver", "npm", "rebuild", "better-sqlite3", ...headers];
export const hasDriver = () => existsSync(join(root, nativeModule));

/** As the pages run for their users, whoever builds them: a test run would bundle React's checks for developers. */
const FOR_USERS = { NODE_ENV: "production" };

/**
 * Compiles the server and bundles the playground and the pages, each only when something it is made from has changed. `isGenerated`: the typed
 * clients, of which both clients are made, are those of this schema.
 */
export function ensureBuilt({ isGenerated = false } = {}) {
  ensureServerBuilt();
  buildWhenChanged({
    name: "playground",
    madeFrom: ["web/playground", "web/compressed.mjs", "schema/operations"],
    result: "dist/playground/index.html",
    build: () =>
      step("Bundling the playground", "npx", ["vite", "build", "web/playground", "--logLevel", "warn"], FOR_USERS),
  });
  const generator = ["bin/generate-client.mjs", "bin/lib/operations-of-schema.mjs"];
  const clientMadeFrom = ["clients/typescript/src", "schema/schema.graphql", "schema/operations", ...generator];
  const generate = () => (isGenerated ||= step("Generating the typed clients", "node", ["bin/generate-client.mjs"]));
  buildWhenChanged({
    name: "client",
    madeFrom: [...clientMadeFrom, "clients/typescript/build.mjs"],
    result: "clients/typescript/dist/index.mjs",
    build: () => generate() && step("Building the client", "node", ["clients/typescript/build.mjs"], FOR_USERS),
  });
  buildWhenChanged({
    name: "pages",
    madeFrom: ["web/app", "web/compressed.mjs", ...clientMadeFrom],
    result: "dist/pages/index.html",
    build: () =>
      generate() && step("Bundling the pages", "npx", ["vite", "build", "web/app", "--logLevel", "warn"], FOR_USERS),
  });
  buildWhenChanged({
    name: "developers",
    madeFrom: [
      "web/developers",
      "web/app/src/design/tokens.css",
      "schema",
      "docs/developers",
      ...["docs/errors.md", "docs/events.md", "docs/releases.md", "docs/live-client.md", "CHANGELOG.md"],
      ...["typescript", "python", "mock"].map((client) => `clients/${client}/README.md`),
      // Which room declares an operation, and what it costs.
      "src",
    ],
    result: "dist/developers/en/index.html",
    build: () =>
      step(
        "Bundling the pages for developers",
        "npx",
        ["vite", "build", "web/developers", "--logLevel", "warn"],
        FOR_USERS,
      ) && step("Writing the pages for developers", "node", ["web/developers/build.mjs"]),
  });
}

/** For scripts whose output the pages are built from: the pages cannot be built before. */
export function ensureServerBuilt() {
  buildWhenChanged({
    name: "server",
    madeFrom: ["src", "migrations", "bench", "ormconfig.ts", "package.json", "bin/lib"],
    result: "dist/src/main.js",
    build: () => step("Compiling the server", "node", ["bin/lib/compile.mjs"]),
  });
}

/** Runs a compiled script in this process, as if `node script args…` had been typed: signals and exit code are its own. */
export function runScript(script, args) {
  const path = join(root, script);
  if (!existsSync(path)) fail(`There is no ${script}.`);
  process.argv = [process.execPath, path, ...args];
  runMain();
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Redress needs Node 20.19 or newer; this is ${process.versions.node} (${process.execPath}).`);
  }
}

/** Compares npm's record of what it installed with the lock file, so a hand-typed `npm ci` counts too. */
function isInstalled() {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages;
  const wanted = Object.entries(readJson(join(root, "package-lock.json")).packages).filter(([path]) => path !== "");
  return wanted.every(([path, { version, optional, devOptional }]) => {
    const found = installed[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

function npmCi(driver = true) {
  const scripts = driver ? headers : ["--ignore-scripts"];
  const installed = step("Installing packages", "npm", ["ci", "--no-audit", "--no-fund", ...scripts]);
  return installed && (hasDriver() || !driver);
}

function installCompiler() {
  const missing = ["g++", "make", "python3"].filter((program) => !hasProgram(program));
  return missing.length > 0 && canInstallDebianPackages() && installDebianPackages(missing);
}

function buildWhenChanged({ name, madeFrom, result, build }) {
  const stamp = join(root, "dist", `.${name}-made-from`);
  const digest = digestOf(["package-lock.json", ...madeFrom]);
  if (existsSync(join(root, result)) && existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  if (!build()) fail(`The ${name} was not built; the compiler's message is above.`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

// Contents, not times: a checkout touches files without changing them, and a deleted file leaves no time behind.
function digestOf(paths) {
  const hash = createHash("sha256");
  const sources = paths.flatMap((path) => filesUnder(join(root, path))).filter((path) => !path.includes(".generated."));
  for (const path of sources.sort()) {
    hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
