import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const SRC = join(__dirname, "../../src");
/** Types are gone from what runs; what is imported by `await import(…)` is loaded when it is needed. */
const IMPORTED = /^(?:import|export) (?!type )(?:[^;"]*? from )?"([^"]+)"/gm;

/** Everything that is loaded before a program's first line runs: our own files, and the names of packages. */
function loadedBy(entry: string): Set<string> {
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    if (!path.endsWith(".ts")) return;
    for (const [, name = ""] of readFileSync(join(SRC, path), "utf8").matchAll(IMPORTED))
      load(name.startsWith(".") ? fileOf(join(dirname(path), name)) : name);
  };
  load(entry);
  return loaded;
}

const fileOf = (path: string): string =>
  [`${path}.ts`, join(path, "index.ts"), path].find((file) => existsSync(join(SRC, file))) ?? path;

const SELDOM = [
  ...["@aws-sdk/client-s3", "@nats-io/transport-node", "redis", "date-holidays", "mailparser", "nodemailer", "pkijs"],
  ...["prom-client", "web-push", "sharp", "mysql2/promise", "pino-pretty", "@opentelemetry/sdk-trace-node"],
  ...["file-type", "ajv", "@zxcvbn-ts/core", "@zxcvbn-ts/language-common", "libphonenumber-js/mobile"],
];

/** Each start reads and compiles all that it loads, which is most of what it costs. */
test("a server loads no package that few servers need, or none before somebody uploads a file or sets a password", () => {
  const loaded = loadedBy("main.ts");
  expect(loaded).toContain("@apollo/server");
  expect(SELDOM.filter((name) => loaded.has(name))).toEqual([]);
});

test("a command of `redress` loads neither the schema nor all districts, unless it needs them", () => {
  const loaded = loadedBy("app/cli/redress.ts");
  expect(loaded).toContain("app/open-database.ts");
  expect(["app/schema.ts", "app/districts.ts", ...SELDOM].filter((name) => loaded.has(name))).toEqual([]);
});
