import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporary";

const ROOT = join(__dirname, "../..");
const BEFORE =
  '"""The root of all reading."""\ntype Query {\n  """Still of some use."""\n  old: Int\n  """Here to stay."""\n  id: ID!\n}\n';
const AFTER = BEFORE.replace('"""Still of some use."""\n  old: Int', '"""What came instead."""\n  fresh: Int!');
const BROKEN = "Query.old was removed.";

/** A project of nothing but two schemas, and the commands as they are. */
async function project(): Promise<
  AsyncDisposable & { run: (...args: string[]) => string; at: (file: string) => string }
> {
  const folder = await temporaryFolder("release");
  const path = (file: string): string => join(folder.path, file);
  cpSync(join(ROOT, "bin"), path("bin"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), path("node_modules"));
  for (const name of ["schema", "migrations"]) mkdirSync(path(name));
  const files = {
    "migrations/1764000000002-second.ts": "",
    "migrations/1764000000001-first.ts": "",
    "migrations/index.ts": "",
    "migrations/retired.json": JSON.stringify(["listing.old"]),
    "schema/released.graphql": BEFORE,
    "schema/schema.graphql": AFTER,
    "schema/accepted-breaks.json": "[]",
    "CHANGELOG.md":
      "# Changes\n\nNothing has been released yet.\n\n## Unreleased\n\n- Things.\n\n## 0.1.0 - 2026-01-01\n",
    "package.json": JSON.stringify({ name: "x", version: "0.1.0" }),
    "package-lock.json": JSON.stringify({
      version: "0.1.0",
      packages: { "": { version: "0.1.0" }, a: { version: "7.0.0" } },
    }),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(path(file), text);
  return {
    at: path,
    run: (...args) => {
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder.path, encoding: "utf8" });
      return `${status}\n${stderr}`;
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

test("a break stops the gate and the release until it is accepted, and is told to clients when it is released", async () => {
  await using there = await project();
  const { run, at } = there;
  const text = (file: string): string => readFileSync(at(file), "utf8");
  expect(run("bin/schema-gate.mjs")).toMatch(/^1\n.*breaks clients: Query.old was removed\./);
  expect(run("bin/release.mjs")).toMatch(/^0\n2 changes .* 1 of them breaking/);
  expect(text("CHANGELOG.md")).toContain(`- Breaking: \`${BROKEN}\`\n- Safe: \`Query.fresh was added.\`\n`);
  expect(run("bin/release.mjs", "0.1.1")).toMatch(/^1\n[^]*comes 1\.0\.0 or 0\.2\.0\nbreaks clients: [^]*has to say/);
  expect(text("schema/released.graphql")).toBe(BEFORE);

  const accepted = [{ change: BROKEN, on: "2026-11-27", because: "Nobody has ever used it." }];
  writeFileSync(at("schema/accepted-breaks.json"), JSON.stringify(accepted));
  expect(run("bin/schema-gate.mjs")).toBe("0\n");
  expect(run("bin/release.mjs", "0.2.0")).toMatch(/^0\n/);
  expect(text("CHANGELOG.md")).toMatch(
    /## Unreleased\n\n## 0\.2\.0 - [\d-]{10}\n[^]*removed\.` Nobody has ever used it\.\n/,
  );
  expect(text("schema/released.graphql")).toBe(AFTER);
  expect(JSON.parse(text("schema/accepted-breaks.json"))).toEqual([]);
  expect(JSON.parse(text("schema/released.json"))).toEqual({
    version: "0.2.0",
    migrations: ["1764000000001-first", "1764000000002-second"],
    retired: ["listing.old"],
  });
  expect(JSON.parse(text("package.json"))).toEqual({ name: "x", version: "0.2.0" });
  expect(JSON.parse(text("package-lock.json")).packages).toEqual({ "": { version: "0.2.0" }, a: { version: "7.0.0" } });
  expect(run("bin/schema-gate.mjs")).toBe("0\n");

  writeFileSync(at("schema/accepted-breaks.json"), JSON.stringify(accepted));
  expect(run("bin/schema-gate.mjs")).toMatch(/^1\naccepted, but does not happen: Query.old was removed\./);
});
