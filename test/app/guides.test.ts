import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSchema, getVariableValues, Kind, parse } from "graphql";
import sharp from "sharp";
import { MarketplaceRecordKind } from "../../src/market/intake/intake.types";
import { caseIn } from "../case/complaints/world-case";
import { describeWith } from "../support/programs";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";
import { startWorld, type World } from "../support/world";

const ROOT = join(__dirname, "../..");
const run = promisify(execFile);

interface Block {
  language: string;
  code: string;
}

const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const blocksOf = (path: string): Block[] =>
  [...textOf(path).matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = "", code = ""]) => ({ language, code }));

test("the variables that stand below an operation are what it takes", () => {
  const schema = buildSchema(textOf("schema/schema.graphql"));
  const pages = ["docs", "docs/developers/en", "docs/developers/zh-CN"].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name)),
  );
  const shown = pages.flatMap((path) => {
    const blocks = blocksOf(path);
    return blocks.flatMap(({ language, code }, at) => {
      const above = blocks[at - 1];
      if (language !== "json" || above?.language !== "graphql" || !/^\s*\{\s*"input"/.test(code)) return [];
      const [operation] = parse(above.code).definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
      const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], JSON.parse(code));
      return [{ path, wrong: errors.map(({ message }) => message) }];
    });
  });
  expect(shown.length).toBeGreaterThanOrEqual(8);
  expect(shown.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
});

describe.each(["en", "zh-CN"])("the guides for developers in %s: what they print, run as it stands,", (people) => {
  let world: World;
  let folder: TemporaryFolder;
  /** Ends what a wrong block keeps waiting. */
  const over = new AbortController();
  beforeAll(async () => {
    folder = await temporaryFolder("guides");
    world = await startWorld("sqlite");
  });
  afterAll(async () => {
    over.abort();
    await world?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  /** The n-th block of a language in a guide, at the server of this test. */
  function block(guide: string, language: string, n = 0): string {
    const found = blocksOf(`docs/developers/${people}/${guide}.md`).filter((each) => each.language === language)[n];
    if (!found) throw new Error(`${guide} has no ${n + 1}. block of ${language}`);
    return found.code
      .replaceAll(/https?:\/\/(localhost:4000|redress\.example)/g, world.url)
      .replaceAll(/wss?:\/\/(localhost:4000|redress\.example)/g, world.url.replace("http", "ws"));
  }

  /** What a program of the blocks prints. */
  async function node(...code: string[]): Promise<string> {
    const text = code.join("\n").replaceAll(/^export /gm, "");
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", text], {
      cwd: ROOT,
      signal: over.signal,
    });
    return stdout;
  }

  /** A command as somebody types it, with what stands in capitals. */
  async function shell(command: string, env: Record<string, string> = {}): Promise<string> {
    const { stdout } = await run("sh", ["-ec", command], {
      cwd: folder.path,
      env: { ...process.env, ...env },
      signal: over.signal,
    });
    return stdout;
  }

  const tokenOf = async (login: string): Promise<string> => (await world.as(login)).token ?? "";
  /** `ask` of the first steps, as somebody. */
  const ask = async (login: string): Promise<string> =>
    `${block("first-steps", "js").split("const { listings }")[0]}
    token = ${JSON.stringify(await tokenOf(login))};`;
  const graphql = (guide: string, n: number): string => JSON.stringify(block(guide, "graphql", n));

  test("the first mutation orders what was found", async () => {
    expect(await node(block("first-steps", "js"))).toMatch(/order: \{\s+id: 'ord_[^]*DELIVERY_TIME/);
  });

  test("what is refused for a while is sent once more under its name, and done once", async () => {
    const { id } = await caseIn(world, "NEGOTIATING");
    const printed = await node(
      await ask("li.na"),
      `const { refusals } = await ask(${graphql("errors", 0)});`,
      block("errors", "js"),
      block("idempotency", "js"),
      `let lost = 0;
      const lossy = async (...given) => {
        const data = await ask(...given);
        if ((lost += 1) === 1) throw new TypeError("fetch failed");
        return data;
      };
      const input = { ...${JSON.stringify(JSON.parse(block("idempotency", "json")).input)}, complaintId: "${id}" };
      await sendOnce(lossy, ${graphql("idempotency", 0)}, input);
      const refused = await sendOnce(ask, ${graphql("idempotency", 0)}, { ...input, complaintId: "cmp_none" }).catch(
        ({ extensions }) => extensions.code,
      );
      const { complaint } = await ask('{ complaint(id: "${id}") { timeline(last: 20) { nodes { type } } } }');
      console.log(JSON.stringify([lost, refused, complaint.timeline.nodes.filter(({ type }) => type === "MESSAGE_SENT").length]));`,
    );
    expect(JSON.parse(printed)).toEqual([2, "NOT_FOUND", 1]);
  });

  test("who acts on what has changed meanwhile is asked again, with the case as it is", async () => {
    const { id } = await caseIn(world, "EVIDENCE");
    const printed = await node(
      await ask("li.na"),
      `const [CASE, ESCALATE, id, seen] = [${graphql("concurrency", 0)}, ${graphql("concurrency", 1)}, "${id}", 1];
      const askPersonAgain = ({ complaint }) => console.log(JSON.stringify(complaint));`,
      block("concurrency", "js"),
    );
    expect(JSON.parse(printed)).toMatchObject({ id, status: "EVIDENCE", version: expect.any(Number) });
  });

  test("over the budget it is waited for, and asked again", async () => {
    let asked = 0;
    const limited = createServer((_, response) => {
      const errors = [{ message: "…", extensions: { code: "RATE_LIMITED", reason: "budget", retryAfter: 0 } }];
      response
        .writeHead((asked += 1) < 3 ? 429 : 200)
        .end(JSON.stringify(asked < 3 ? { errors } : { data: { viewer: null } }));
    }).listen(0, "127.0.0.1");
    await once(limited, "listening");
    const there = `http://127.0.0.1:${(limited.address() as AddressInfo).port}`;
    const printed = await node(
      `const token = "of somebody";`,
      block("limits", "js").replace(world.url, there),
      `console.log(JSON.stringify(await ask({ query: "{ viewer { id } }" })));`,
    ).finally(() => limited.close());
    expect([JSON.parse(printed), asked]).toEqual([{ data: { viewer: null } }, 3]);
  });

  test("a case is followed from its snapshot's cursor on", async () => {
    const { id } = await caseIn(world, "NEGOTIATING");
    const printed = await node(
      `import WebSocket from "ws"; globalThis.WebSocket ??= WebSocket;`,
      await ask("li.na"),
      `const id = "${id}", query = ${graphql("live-updates", 1)}, freshToken = async () => token;
      const { complaint: { cursor } } = await ask(${graphql("live-updates", 0)}, { id });
      const decide = (why) => { throw why; };
      const seen = [];
      const say = () => ask(${graphql("idempotency", 0)}, { input: { complaintId: id, text: "…" } });
      function show({ event, caughtUp, complaint }) {
        seen.push(event?.type ?? caughtUp);
        if (event === null) say().catch(decide);
        if (event?.type !== "MESSAGE_SENT") return;
        console.log(JSON.stringify([...seen, complaint.id]));
        setImmediate(() => process.exit());
      }`,
      block("live-updates", "js"),
    );
    expect(JSON.parse(printed)).toEqual([true, "MESSAGE_SENT", id]);
  });

  test("tokens are refreshed one at a time", async () => {
    const printed = await node(
      `const navigator = { locks: { request: (_, act) => act() } };
      let kept = { accessToken: "old", refreshToken: "r1" }, refreshed = 0;
      const load = () => kept, save = (next) => (kept = next);
      const expiresSoon = ({ accessToken }) => accessToken === "old";
      const refreshSession = async () => ({ accessToken: "new" + (refreshed += 1), refreshToken: "r2" });`,
      block("sign-in", "js"),
      `console.log(JSON.stringify([await Promise.all([freshToken(), freshToken()]), await freshToken(), refreshed]));`,
    );
    expect(JSON.parse(printed)).toEqual([["new1", "new1"], "new1", 1]);
  });

  test("money is shown with its currency's decimals, and read as text", async () => {
    const printed = await node(
      block("money-and-time", "js"),
      block("money-and-time", "js", 1),
      `console.log(JSON.stringify([
        moneyText({ amount: 19900, currency: "CNY", decimals: 2 }, "en"), moneyText({ amount: 500, currency: "JPY", decimals: 0 }, "en"),
        minorUnits("199.9", 2), minorUnits("0.001", 3), minorUnits("1.234", 2), minorUnits("1e3", 2),
      ]));`,
    );
    expect(JSON.parse(printed)).toEqual(["CN¥199.00", "¥500", 19990, 1, null, null]);
  });

  test("records of a marketplace come in, and change nothing when they come again", async () => {
    const admin = await world.as("admin");
    await admin.ok(block("marketplace", "graphql"));
    const scopes = { name: "Order feed", scopes: ["ORDERS_IMPORT"] };
    const { apiClient } = await admin.do("createApiClient", scopes, "{ apiClient { id } }");
    const { createApiKey } = await admin.ok(block("api-clients", "graphql"), { input: { apiClientId: apiClient.id } });
    const variables = JSON.parse(block("marketplace", "json")) as { input: { records: object[] } };
    // One of each kind at least: a reader learns here which there are.
    const kinds = Object.keys(MarketplaceRecordKind).map((kind) => kind.toLowerCase());
    expect(new Set(variables.input.records.flatMap((record) => Object.keys(record)))).toEqual(new Set(kinds));
    const send = async (): Promise<string[]> => {
      const { data } = await (
        await fetch(`${world.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${createApiKey.secret}` },
          body: JSON.stringify({ query: block("marketplace", "graphql", 1), variables }),
        })
      ).json();
      return data.upsertMarketplaceRecords.results.map(({ outcome }: { outcome: string }) => outcome);
    };
    expect(new Set(await send())).toEqual(new Set(["CREATED", "UPDATED"]));
    expect(new Set(await send())).toEqual(new Set(["UNCHANGED"]));
    const lines = variables.input.records.map((record) => `${JSON.stringify(record)}\n`).join("");
    await writeFile(join(folder.path, "records.ndjson"), lines);
    const command = block("marketplace", "sh").replace("?from=501", "");
    const answer = await shell(command, { KEY: createApiKey.secret as string });
    const { length } = variables.input.records;
    expect(JSON.parse(answer.trim().split("\n").at(-1) ?? "")).toMatchObject({
      unchanged: length,
      refused: 0,
      done: true,
    });
  });

  test("curl sends and gets what it is told to", async () => {
    const en = people === "en";
    expect(await shell(block("first-steps", "sh", 1))).toContain('"amount"');
    expect(await shell(block("versions", "sh"))).toMatch(/^redress-schema: \d+\.\d+\.\d+/i);
    expect(await shell(block("languages", "sh"))).toContain("每人在规定天数内");
    expect(await shell(block("register", "sh"))).toContain(`"language":"${en ? "en" : "zh-CN"}"`);
  });

  test("curl sends a file that was announced", async () => {
    const { id: complaintId } = await caseIn(world, "EVIDENCE");
    const sofa = sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } }).jpeg();
    await writeFile(join(folder.path, "sofa.jpg"), await sofa.toBuffer());
    const printed = await node(
      await ask("li.na"),
      `import { readFileSync } from "node:fs";
      const complaintId = "${complaintId}";
      const file = new File([readFileSync("${join(folder.path, "sofa.jpg")}")], "sofa.jpg", { type: "image/jpeg" });`,
      block("uploads", "js"),
      `const announced = await ask(${graphql("uploads", 0)}, { input });
      console.log(JSON.stringify(announced.createEvidenceUpload));`,
    );
    const { uploadUrl, evidence } = JSON.parse(printed);
    const env = { TOKEN: await tokenOf("li.na"), UPLOAD_URL: uploadUrl as string };
    expect(JSON.parse(await shell(block("uploads", "sh"), env))).toEqual({ evidenceId: evidence.id });
  });

  test("curl follows one's cases over server-sent events", async () => {
    const env = { ...process.env, TOKEN: await tokenOf("li.na") };
    const curl = spawn("sh", ["-ec", `exec ${block("live-updates", "sh")}`], {
      env,
      stdio: ["ignore", "pipe", "ignore"],
      signal: over.signal,
    });
    let told = "";
    for await (const part of curl.stdout) {
      told += String(part);
      if (told.includes('"caughtUp":true')) break;
    }
    curl.kill();
    expect(told).toMatch(/^event: next\ndata: \{"data":\{"myComplaintsUpdated"/m);
  });

  describeWith("python3", "in Python,", () => {
    test("a copy of one's cases is read to its end, and on from there", async () => {
      const { id } = await caseIn(world, "NEGOTIATING");
      const program = `${block("pages", "python")}
import sys
url, token = sys.argv[1:]
found = []
after = read_on(url, token, None, lambda nodes, _: found.extend(nodes))
print(json.dumps([[node["id"] for node in found], after, read_on(url, token, after, lambda nodes, _: None)]))`;
      const { stdout } = await run("python3", ["-B", "-c", program, `${world.url}/graphql`, await tokenOf("li.na")]);
      const [ids, after, again] = JSON.parse(stdout) as [string[], string, string];
      expect([ids.includes(id), typeof after, typeof again]).toEqual([true, "string", "string"]);
    });

    test("an amount has its decimals", async () => {
      const program = `from decimal import Decimal\nmoney = {"amount": 19900, "decimals": 2}\n${block("money-and-time", "python")}\nprint(value)`;
      expect((await run("python3", ["-B", "-c", program])).stdout).toBe("199.00\n");
    });

    test("the inbox is followed by the package", async () => {
      const program = `${block("tools", "python")}    break\n`;
      const env = { ...process.env, PYTHONPATH: join(ROOT, "clients/python"), NO_PROXY: "127.0.0.1,localhost" };
      expect((await run("python3", ["-B", "-c", program], { env })).stdout).toMatch(/^\d+ \S{40,}\n$/);
    });
  });
});
