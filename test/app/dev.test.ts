import { existsSync, readFileSync } from "node:fs";
import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, startProcess, type TestProcess } from "../support/processes";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";

const ROOT = join(__dirname, "../..");
/** What `npm run dev` reads. */
const PARTS = ["bin", "clients", "migrations", "schema", "src", "web", "package.json", "package-lock.json"];
const CONFIGS = ["tsconfig.json", "tsconfig.build.json", "ormconfig.ts"];
const SLOW_MS = 90_000;

let tree: TemporaryFolder;
let dev: TestProcess;
let port: number;
let pagesPort: number;

const path = (name: string): string => join(tree.path, name);
const timesSaid = (words: string): number => dev.output.split(words).length - 1;

/** Changes a file of the copy, and waits until the new words are said once more than before. */
async function edit(name: string, change: (text: string) => string, said: string): Promise<void> {
  const before = timesSaid(said);
  await writeFile(path(name), change(await readFile(path(name), "utf8")));
  await dev.waitUntil(() => timesSaid(said) > before, SLOW_MS);
}

const ask = async (): Promise<string> => {
  const response = await fetch(`http://localhost:${pagesPort}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ rules { code } }" }),
  });
  return response.text();
};

beforeAll(async () => {
  tree = await temporaryFolder("dev");
  for (const part of [...PARTS, ...CONFIGS]) await cp(join(ROOT, part), path(part), { recursive: true });
  await symlink(join(ROOT, "node_modules"), path("node_modules"));
  [port, pagesPort] = [await freePort(), await freePort()];
  const env = {
    PORT: `${port}`,
    PAGES_PORT: `${pagesPort}`,
    DATA_DIR: path("data"),
    DEMO_MARKET: "none",
    LOG_LEVEL: "warn",
  };
  const ready = { output: /✓ server: start/ };
  dev = await startProcess(process.execPath, ["bin/dev.mjs"], { cwd: tree.path, env, ready, timeoutMs: SLOW_MS });
}, 2 * SLOW_MS);

afterAll(async () => {
  await dev?.stop();
  await tree?.remove();
});

test("the pages come as they are edited, with the server behind them", async () => {
  const page = await fetch(`http://localhost:${pagesPort}/`);
  expect(await page.text()).toContain("/@vite/client");
  const module = await (await fetch(`http://localhost:${pagesPort}/src/api/redress.ts`)).text();
  const client = await fetch(`http://localhost:${pagesPort}${/"(.*clients\/typescript.*)"/.exec(module)?.[1]}`);
  expect(client.status).toBe(200);
  expect(await ask()).toContain(`{"code":"`);
});

test("a change of the schema reaches the server, schema.graphql and the pages' client", async () => {
  const inputs = "src/market/orders/order.types.ts";
  await edit(inputs, (text) => text.replace("What to order.", "What somebody wants."), `✓ server: ${inputs}`);
  // The client of the first start may only be coming now.
  for (const made of ["schema/schema.graphql", "clients/typescript/src/schema.generated.ts"])
    await dev.waitUntil(
      () => existsSync(path(made)) && readFileSync(path(made), "utf8").includes("What somebody wants."),
      SLOW_MS,
    );
});

test("what does not compile is said, and the next change starts the server again", async () => {
  const file = "src/server.ts";
  const before = await readFile(path(file), "utf8");
  await edit(file, (text) => `${text}\nconst = ;\n`, "✗ server: it did not start");
  expect(dev.output).toContain("const = ;");
  await edit(file, () => before, "✓ server: src");
  expect(await ask()).toContain(`{"code":"`);
});

test("ending it ends all that it has started", async () => {
  dev.signal("SIGINT");
  expect(await dev.exited).toEqual({ code: 0, signal: null });
  for (const gone of [port, pagesPort]) await expect(fetch(`http://localhost:${gone}/`)).rejects.toThrow();
});
