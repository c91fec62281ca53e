import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, statfs, truncate, utimes, writeFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import { join } from "node:path";
import { promisify } from "node:util";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { commandNamed } from "../../src/app/command-named";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { SETTINGS } from "../../src/app/settings.table";
import type { RunningServer } from "../../src/server";
import { eventually } from "../support/eventually";
import { freePort, startProcess, type TestProcess } from "../support/processes";
import { describeWith, requireProgram } from "../support/programs";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";
import { startNode, startWorld, type World } from "../support/world";
import { caseIn, type WorldCase } from "../case/complaints/world-case";

const ROOT = join(__dirname, "../..");
const DEPLOY = join(ROOT, "deploy");
const textOf = (name: string): string => readFileSync(join(DEPLOY, name), "utf8");
const SAMPLES = readdirSync(DEPLOY, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(DEPLOY.length + 1));

test("what the samples set is a setting of the server", () => {
  const known = new Set(["NODE_ENV", ...SETTINGS.flatMap(({ name }) => [name, `${name}_FILE`])]);
  const set = (text: string, pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].flatMap(([, names = ""]) => names);
  const used = [
    ...set(textOf("compose.yaml"), /^ {4}([A-Z_]+): /gm),
    ...set(textOf("Dockerfile"), /(?:ENV|(?<=\S)) ([A-Z_]+)=/g),
    ...SAMPLES.filter((name) => name.endsWith(".service")).flatMap((name) =>
      set(textOf(name), /(?:Environment=|(?<=\S) )([A-Z_]+)=/g),
    ),
  ];
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((name) => !known.has(name))).toEqual([]);
});

test("what the samples start and copy is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
  const all = SAMPLES.map(textOf).join("\n");
  const run = [...all.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
  expect(run.filter((name) => !(name in scripts))).toEqual([]);
  const built = [...all.matchAll(/dist\/(src\/[\w/.-]+)\.js/g)].map(([, path = ""]) => `${path}.ts`);
  expect(built).toEqual(expect.arrayContaining(["src/main.ts", "src/app/cli/redress.ts"]));
  expect(built.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const copied = [...textOf("Dockerfile").matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = ""]) =>
    paths.split(" "),
  );
  expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("what operators are told to run is there where they read it", async () => {
  expect([commandNamed("redress"), commandNamed("config")]).toEqual(["npm run redress --", "npm run config"]);
  await using folder = await temporaryFolder("bare");
  const bare = { folders: [folder.path], path: folder.path };
  for (const name of ["redress", "config", "demo"] as const)
    expect(commandNamed(name, bare)).toBe(`node ${join(ROOT, `src/app/cli/${name}.js`)}`);
  await writeFile(join(folder.path, "redress"), "");
  expect(commandNamed("redress", bare)).toBe("redress");
});

test("the sample's servers have a way out, and what holds the data has none", () => {
  const compose = textOf("compose.yaml");
  const parts = compose.split("\n\n");
  const networksOf = (name: string): string | undefined =>
    /networks: \[(.*)\]/.exec(parts.find((part) => new RegExp(`^(x-| {2})${name}:`, "m").test(part)) ?? "")?.[1];
  expect(["web", "database", "redis"].map(networksOf)).toEqual(["inside, outside", "inside", "inside"]);
  expect(compose).toContain("inside: { internal: true }");
});

test("whatever runs as the service may write where the docs put the audit trail", () => {
  expect(readFileSync(join(__dirname, "../../docs/running.md"), "utf8")).toContain("AUDIT_LOG=/var/log/redress/");
  for (const name of ["redress", "redress.service", "redress-backup.service"])
    expect(textOf(`systemd/${name}`)).toMatch(/LogsDirectory=redress\b/);
});

/** What the service of the sample's backup does, in another folder. */
async function backupStep(step: "ExecStartPre" | "ExecStartPost", folder: string): Promise<void> {
  const unit = textOf("systemd/redress-backup.service");
  const commands = [...unit.matchAll(new RegExp(`^${step}=/bin/sh -c '(.*)'$`, "gm"))];
  expect(commands.length).toBeGreaterThan(0);
  for (const [, command = "false"] of commands)
    await promisify(execFile)("sh", ["-c", command.replaceAll("/var/lib/redress", folder)]);
}

test("the sample makes a backup only where there is room for all that is there", async () => {
  await using folder = await temporaryFolder("room");
  await writeFile(join(folder.path, "redress.db"), "all");
  await backupStep("ExecStartPre", folder.path);
  const { bavail, bsize } = await statfs(folder.path);
  for (const [name, isRefused] of [
    ["backups/large", false],
    ["large", true],
  ] as const) {
    // Without a byte of it on the disk.
    await writeFile(join(folder.path, name), "");
    await truncate(join(folder.path, name), 2 * bavail * bsize);
    const step = backupStep("ExecStartPre", folder.path);
    if (isRefused)
      await expect(step).rejects.toMatchObject({ code: 1, stdout: expect.stringMatching(/^Not enough room/) });
    else await step;
  }
});

test("the sample removes what a backup that was killed has left, days ago", async () => {
  await using folder = await temporaryFolder("killed");
  const backups = join(folder.path, "backups");
  const days = { "2026-11-20T0330": 9, "2026-11-21T0330": 8, "2026-11-29T0330": 0 };
  for (const [day, ago] of Object.entries(days)) {
    await mkdir(join(backups, day, "files"), { recursive: true });
    if (day.includes("-20T")) await writeFile(join(backups, day, "manifest.json"), "{}");
    const at = Date.now() / 1_000 - ago * 86_400;
    await utimes(join(backups, day), at, at);
  }
  await backupStep("ExecStartPre", folder.path);
  expect(readdirSync(backups).sort()).toEqual(["2026-11-20T0330", "2026-11-29T0330"]);
  // systemd reads backslashes itself, before the shell does.
  expect(textOf("systemd/redress-backup.service")).not.toContain("\\");
});

test("the sample keeps the newest seven backups that are whole, and what is not", async () => {
  await using folder = await temporaryFolder("kept");
  const days = Array.from({ length: 12 }, (_, n) => `2026-11-${String(n + 10)}T0330`);
  const backups = join(folder.path, "backups");
  for (const day of days) await mkdir(join(backups, day), { recursive: true });
  const whole = days.filter((_, n) => n !== 0 && n !== 11);
  for (const day of whole) await writeFile(join(backups, day, "manifest.json"), "{}");
  await backupStep("ExecStartPost", folder.path);
  const left = days.filter((day) => !whole.slice(0, 3).includes(day));
  expect(readdirSync(backups).sort()).toEqual(left);
  await backupStep("ExecStartPost", folder.path);
  expect(readdirSync(backups).sort()).toEqual(left);
});

describeWith("nginx", "behind the sample's nginx", () => {
  let folder: TemporaryFolder;
  let world: World;
  let theCase: WorldCase;
  /** null once it has left. */
  let node: RunningServer | null = null;
  let nginx: TestProcess;
  let url: string;
  const agent = new Agent({ rejectUnauthorized: false, keepAlive: false });

  beforeAll(async () => {
    folder = await temporaryFolder("nginx");
    const port = await freePort();
    url = `https://localhost:${port}`;
    const env = { PROXY_HOPS: "1", PUBLIC_URL: url };
    world = await startWorld("mariadb", {}, env);
    node = await startNode(world, env, { clock: world.clock });
    theCase = await caseIn(world, "NEGOTIATING");
    await certify();
    const [first, second] = [world.url, node.url].map((each) => new URL(each).host);
    const config = textOf("nginx.conf")
      .replace("listen 80;", `listen 127.0.0.1:${await freePort()};`)
      .replace("listen 443 ssl;", `listen 127.0.0.1:${port} ssl;`)
      .replace("web1:4000", first ?? "")
      .replace("web2:4000", second ?? "")
      .replaceAll("/run/secrets/", `${folder.path}/`)
      .replace("/dev/stdout", join(folder.path, "access.log"))
      .replace("/dev/stderr", join(folder.path, "error.log"))
      .replace(
        /worker_rlimit_nofile.*\n/,
        `pid ${folder.path}/pid;\ndaemon off;\nerror_log ${folder.path}/start.log;\n`,
      )
      .replace("worker_connections 65536", "worker_connections 256");
    await writeFile(join(folder.path, "nginx.conf"), config);
    nginx = await startProcess(requireProgram("nginx"), ["-c", join(folder.path, "nginx.conf")], { ready: { port } });
  }, 120_000);
  afterAll(async () => {
    await nginx?.stop();
    await node?.[Symbol.asyncDispose]();
    await world?.[Symbol.asyncDispose]();
    await folder?.remove();
  });

  const certify = (): Promise<unknown> =>
    promisify(execFile)(requireProgram("openssl"), [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
      ...["-keyout", join(folder.path, "tls.key"), "-out", join(folder.path, "tls.crt"), "-subj", "/CN=localhost"],
    ]);

  async function ask(query: string, headers: Record<string, string> = {}): Promise<{ status?: number; body: string }> {
    const body = JSON.stringify({ query });
    return new Promise((done, failed) => {
      const asked = request(`${url}/graphql`, {
        method: "POST",
        agent,
        headers: { "content-type": "application/json", ...headers },
      });
      asked.on("error", failed).on("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () => done({ status: response.statusCode, body: text }));
      });
      asked.end(body);
    });
  }

  test("people are answered, live updates arrive from either node, and one node that leaves is not missed", async () => {
    const consumer = await world.as("li.na");
    const authorization = `Bearer ${consumer.token}`;
    const viewer = async (): Promise<string> => (await ask("{ viewer { displayName } }", { authorization })).body;
    expect(await viewer()).toContain("李娜");
    const socket = createClient({
      url: `${url.replace("https", "wss")}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string) {
          super(address, protocols, { rejectUnauthorized: false, origin: url });
        }
      },
      connectionParams: { authorization },
    });
    const told: string[] = [];
    socket.subscribe(
      { query: `subscription { complaintUpdated(id: "${theCase.id}") { event { type } } }` },
      {
        next: (next) => void told.push(JSON.stringify(next)),
        error: (error) => void told.push(String((error as { message?: string }).message)),
        complete: () => undefined,
      },
    );
    await eventually(async () => {
      await theCase.do("zhao.staff", "sendMessage", { text: "在吗？" });
      expect(told.join()).toContain("MESSAGE_SENT");
    });
    await node?.[Symbol.asyncDispose]();
    node = null;
    for (let times = 0; times < 10; times += 1) expect(await viewer()).toContain("李娜");
    const before = told.length;
    await theCase.do("zhao.staff", "sendMessage", { text: "还在吗？" });
    await eventually(async () => expect(told.length).toBeGreaterThan(before));
    await socket.dispose();
  });

  test("an event stream is told of at once, and nothing of it is held back to be compressed", async () => {
    const { token } = await world.as("li.na");
    const query = `subscription { complaintUpdated(id: "${theCase.id}") { caughtUp event { type } } }`;
    const asked = request(`${url}/graphql/stream`, {
      method: "POST",
      agent,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        accept: "text/event-stream",
        "accept-encoding": "gzip, br",
      },
    });
    let told = "";
    asked.on("error", (error) => (told += error.message));
    asked.on("response", (response) => response.setEncoding("utf8").on("data", (text: string) => (told += text)));
    asked.end(JSON.stringify({ query }));
    await eventually(async () => expect(told).toContain('"caughtUp":true'));
    await theCase.do("zhao.staff", "sendMessage", { text: "听得到吗？" });
    await eventually(async () => expect(told).toContain("MESSAGE_SENT"));
    asked.destroy();
  });

  const statusOf = (path: string): Promise<number | undefined> =>
    new Promise((done, failed) => {
      request(`${url}${path}`, { agent })
        .on("error", failed)
        .on("response", (response) => done(response.resume().statusCode))
        .end();
    });

  test("what the server depends on is told to nobody outside", async () => {
    expect(await statusOf("/health/live")).toBe(200);
    for (const path of ["/health/dependencies", "//health/dependencies?all", "/health%2Fdependencies"])
      expect([path, await statusOf(path)]).toEqual([path, 404]);
  });

  test("what in an address may grant access is not in the log", async () => {
    for (const path of ["/files/A-TOKEN", "/mail/unsubscribe/A-TOKEN", "/register?token=A-TOKEN"]) await statusOf(path);
    // It is answered before it is written.
    const written = await eventually(async () => {
      const lines = await readFile(join(folder.path, "access.log"), "utf8");
      for (const start of ["GET /files/... ", "GET /mail/... ", "GET /register "]) expect(lines).toContain(start);
      return lines;
    });
    expect(written).not.toContain("A-TOKEN");
    // In the test before, one node has left.
    expect(await readFile(join(folder.path, "error.log"), "utf8")).not.toContain("request:");
    expect(await readFile(join(folder.path, "start.log"), "utf8")).not.toContain("request:");
  });

  test("a client's own X-Forwarded-For is not believed", async () => {
    const signIn = `mutation { signIn(input: { login: "tom", password: "${DEMO_PEOPLE[0]?.password}" }) { accessToken } }`;
    const { body } = await ask(signIn, { "x-forwarded-for": "203.0.113.7" });
    expect(body).toContain("accessToken");
    const [session] = await world.db.query<{ address: string }>(
      "SELECT address FROM account_session ORDER BY started_at DESC LIMIT 1",
    );
    expect(session?.address).toMatch(/^127\./);
  });
});

/** May be used, changed and passed on with nothing but its notice. */
const FREE = new Set(
  "MIT MIT-0 MIT/X11 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Unlicense WTFPL PSF-2.0".split(" "),
);
/** Those that ask for more, and why that is given. */
const WITH_CARE: Record<string, string> = {
  "LGPL-3.0-or-later": "libvips in sharp's own packages: loaded as a library, unchanged, and replaceable",
  "MPL-2.0": "web-push: unchanged, its source is in the package",
  "CC-BY-3.0": "the holidays of date-holidays: its package names their sources",
};

test("every package that is shipped has a licence on the list", () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { license?: string; dev?: boolean; devOptional?: boolean }>;
  };
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path.startsWith("node_modules/") && !dev);
  expect(shipped.length).toBeGreaterThan(200);
  const isFree = (licence: string): boolean =>
    licence
      .replace(/[()]/g, "")
      .split(" AND ")
      .every((all) => all.split(" OR ").some((one) => FREE.has(one) || one in WITH_CARE));
  const others = shipped.filter(([, { license = "none" }]) => !isFree(license));
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  const used = shipped.map(([, { license = "" }]) => license).join(" ");
  expect(Object.keys(WITH_CARE).filter((licence) => !used.includes(licence))).toEqual([]);
});

test("the list of packages has what is shipped, by npm itself", async () => {
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "sbom"], { cwd: ROOT, maxBuffer: 2 ** 26 });
  const { bomFormat, components } = JSON.parse(stdout) as {
    bomFormat: string;
    components: { name: string; version: string }[];
  };
  expect(bomFormat).toBe("CycloneDX");
  const names = components.map(({ name, version }) => `${name}@${version}`);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  expect(Object.entries(dependencies).filter(([name, version]) => !names.includes(`${name}@${version}`))).toEqual([]);
});
