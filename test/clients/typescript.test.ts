import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { runInThisContext } from "node:vm";
import { buildSchema, isInputObjectType, Kind, OperationTypeNode, parse, validate } from "graphql";
import ts from "typescript";
import WebSocket from "ws";
import { isRepeatable, named, PASSING, UNREMEMBERED } from "../../clients/typescript/src/retries";
import type { TypedDocument } from "../../clients/typescript/src/typed-document";
import { measureCost } from "../../src/platform/graphql/cost";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { announcement } from "../case/evidence/evidence-case";
import { CHAT, sha256 } from "../case/evidence/samples";
import { caseIn } from "../case/complaints/world-case";
import { say } from "../realtime/cases";
import { launchBrowser } from "../support/browser";
import { BUILT_CLIENT, CLIENT_PACKAGE } from "../support/built";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { openProxy } from "../support/proxy";
import { startWorld, type World } from "../support/world";
import { openWindow } from "../web/window";

const PASSWORD = "redress-demo-2026";

type Client = typeof import("../../clients/typescript/src");
type Operations = typeof import("../../clients/typescript/src/operations");
type Redress = InstanceType<Client["Redress"]>;
type Document<Data> = TypedDocument<Data, { id: string }>;
type Options = ConstructorParameters<Client["Redress"]>[0];

/** Node's own loader, without Jest's registry: what is tested is what Node makes of the package. */
const { createRequire } = runInThisContext("process.getBuiltinModule('module')") as typeof import("node:module");
const load = createRequire(__filename);

/** A response of which the connection breaks before its body has come. */
const brokenOff = ({ status, headers }: Response): Response =>
  new Response(new ReadableStream({ start: (body) => body.error(new TypeError("terminated")) }), { status, headers });

const bodyOf = (init?: RequestInit): string => (typeof init?.body === "string" ? init.body : "");

describe.each([
  ["as an ES module", "mjs"],
  ["as CommonJS", "cjs"],
])("the built client, loaded %s,", (_, extension) => {
  const client = load(join(BUILT_CLIENT, `index.${extension}`)) as Client;
  const operations = load(join(BUILT_CLIENT, `operations.${extension}`)) as Operations;
  let world: World;
  let opened: Redress[];
  beforeAll(async () => {
    world = await startWorld("sqlite");
  });
  beforeEach(() => void (opened = []));
  afterEach(() => Promise.all(opened.map((one) => one.close())));
  afterAll(() => world?.[Symbol.asyncDispose]());

  function open(options: Partial<Options> = {}): Redress {
    const fixed = { url: world.url, locale: "en", webSocketImpl: WebSocket, backOff: () => 5 } as const;
    const redress = new client.Redress({ ...fixed, ...options });
    opened.push(redress);
    return redress;
  }

  async function signedIn(login: string, options: Partial<Options> = {}): Promise<Redress> {
    const redress = open(options);
    await redress.session.signIn(login, PASSWORD);
    return redress;
  }

  const newCase = async (): Promise<string> => (await caseIn(world, "NEGOTIATING")).id;
  const ask = { myOrders: { first: 1 } };

  /** `fetch`, and what was sent with it: how often each operation. */
  function counting(send: typeof fetch = fetch): { fetch: typeof fetch; sent: (name: string) => number } {
    const bodies: string[] = [];
    const counted: typeof fetch = (address, init) => {
      bodies.push(bodyOf(init));
      return send(address, init);
    };
    return { fetch: counted, sent: (name) => bodies.filter((body) => body.includes(`{${name}(`)).length };
  }

  test("signs in, asks as that person, and signs out", async () => {
    const people: (string | undefined)[] = [];
    const redress = open({ url: `${world.url}/` });
    redress.session.onPerson(() => people.push(redress.session.current?.accountId));
    const asVisitor = redress.request(operations.myOrders, ask.myOrders);
    await expect(asVisitor).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await redress.session.signIn("li.na", PASSWORD);
    expect((await redress.request(operations.myOrders, ask.myOrders)).myOrders.nodes).toHaveLength(1);
    const token = await redress.session.accessToken();
    await redress.session.signOut();
    expect(people).toEqual([(await world.as("li.na")).accountId, undefined]);
    expect(await redress.session.accessToken()).toBeNull();
    const answer = await fetch(`${world.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: "{ viewer { id } }" }),
    });
    expect(answer.status).toBe(401);
  });

  test("refreshes an expired token once for two clients of one session", async () => {
    const store = client.memoryStore();
    const { fetch, sent } = counting();
    const one = await signedIn("li.na", { store, fetch });
    const other = open({ store, fetch });
    const before = await one.session.accessToken();
    await world.later(0.3);
    const answers = await Promise.all(
      [one, other, one, other].map((each) => each.request(operations.myOrders, ask.myOrders)),
    );
    expect(answers.map(({ myOrders }) => myOrders.nodes.length)).toEqual([1, 1, 1, 1]);
    expect(sent("refreshSession")).toBe(1);
    const after = await one.session.accessToken();
    expect(after).not.toBe(before);
    expect(await other.session.accessToken()).toBe(after);
  });

  test("asks as nobody else whose session is kept under the same name", async () => {
    const storeOf = (): ReturnType<Client["memoryStore"]> => ({ ...client.memoryStore(), name: "session" });
    const people = await Promise.all(["li.na", "tom"].map((login) => signedIn(login, { store: storeOf() })));
    await world.later(0.3);
    const viewer = "{ viewer { login } }" as TypedDocument<{ viewer: { login: string } }, object>;
    const answers = await Promise.all(people.map((one) => one.request(viewer, {})));
    expect(answers.map(({ viewer: { login } }) => login)).toEqual(["li.na", "tom"]);
  });

  test("is nobody any longer when its session was ended elsewhere", async () => {
    const redress = await signedIn("tom");
    const elsewhere = await signedIn("tom");
    await elsewhere.request(operations.signOutEverywhere, { input: {} });
    await expect(redress.request(operations.myOrders, ask.myOrders)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
    expect(redress.session.current).toBeNull();
  });

  test("does a mutation once whose answers were lost, and not before the server wants it again", async () => {
    const id = await newCase();
    let lost = 0;
    const times: number[] = [];
    const redress = await signedIn("li.na", {
      async fetch(address, init) {
        if (!bodyOf(init).includes("sendMessage")) return fetch(address, init);
        times.push(Date.now());
        const answer = await fetch(address, init);
        lost += 1;
        if (lost === 1) throw new TypeError("the connection was reset");
        if (lost === 2) return brokenOff(answer);
        if (lost === 3) return new Response("busy", { status: 503, headers: { "retry-after": "1" } });
        return answer;
      },
    });
    const input = { complaintId: id, text: "请问什么时候能补寄？" };
    const { sendMessage } = await redress.request(operations.sendMessage, { input });
    expect(sendMessage.complaint?.id).toBe(id);
    expect(times).toHaveLength(4);
    expect(Number(times[3]) - Number(times[2])).toBeGreaterThanOrEqual(1_000);
    const { complaint } = await (
      await world.as("li.na")
    ).ok(`query ($id: ID!) { complaint(id: $id) { messages { nodes { text } } } }`, { id });
    expect(complaint.messages.nodes.filter(({ text }: { text: string }) => text === input.text)).toHaveLength(1);
  });

  test("has no answer where one breaks off, unless the app has aborted it", async () => {
    const nowhere = `${world.url}/nowhere`;
    const broken = open({ patienceMs: 0, fetch: async (...asked) => brokenOff(await fetch(...asked)) });
    await expect(broken.request(operations.listings, {})).rejects.toMatchObject({ code: "UNREACHABLE" });
    await expect(broken.download(nowhere)).rejects.toMatchObject({ code: "UNREACHABLE" });
    const leaving = { of: new AbortController() };
    const left = open({
      async fetch(...asked) {
        const answer = brokenOff(await fetch(...asked));
        leaving.of.abort();
        return answer;
      },
    });
    const asked = left.request(operations.listings, {}, { signal: leaving.of.signal });
    await expect(asked).rejects.toThrow("terminated");
    leaving.of = new AbortController();
    await expect(left.download(nowhere, leaving.of.signal)).rejects.toThrow("terminated");
  });

  test("sends what the server does not remember once, and gives up when patience ends", async () => {
    const { fetch, sent } = counting(async () => {
      throw new TypeError("the network is down");
    });
    const redress = open({ fetch, patienceMs: 50 });
    const input = { login: "someone.new", password: PASSWORD, displayName: "Someone" };
    const gone = { code: "UNREACHABLE", message: expect.stringContaining("cannot be reached") };
    await expect(redress.request(operations.registerAccount, { input })).rejects.toMatchObject(gone);
    expect(sent("registerAccount")).toBe(1);
    await expect(redress.request(operations.listings, {})).rejects.toMatchObject(gone);
    expect(sent("listings")).toBeGreaterThan(1);
  });

  test("repeats after what passes by itself, as the server's catalogue has it", async () => {
    const { refusals } = await open().request(operations.refusals, {});
    const passing = refusals.filter(({ retry, httpStatus }) => retry === "LATER" && httpStatus >= 500);
    expect([...PASSING].sort()).toEqual([...passing.map(({ code }) => code), "RATE_LIMITED"].sort());
  });

  test("keeps the name of an attempt while its outcome is unknown", () => {
    const attempt = new client.Attempt();
    const first = attempt.idFor({ text: "a" });
    const passing = PASSING.map((code) => new client.Refusal(code, "…"));
    const unread = client.unreachable("en", { httpStatus: 200 });
    const aborted = new DOMException("the app did not wait any longer", "TimeoutError");
    for (const reason of [client.unreachable(), unread, aborted, ...passing]) {
      attempt.settle(reason);
      expect(attempt.idFor({ text: "a" })).toBe(first);
    }
    expect(attempt.idFor({ text: "b" })).not.toBe(first);
    const second = attempt.idFor({ text: "b" });
    attempt.settle(new client.Refusal("STALE_VERSION", "It has changed."));
    expect(attempt.idFor({ text: "b" })).not.toBe(second);
  });

  test("tells why something is refused: code, reason, fields, and the request to ask about", async () => {
    const redress = await signedIn("li.na");
    const input = { complaintId: await newCase(), text: " " };
    const refusal = await redress.request(operations.sendMessage, { input }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(client.Refusal);
    expect(refusal).toMatchObject({
      code: "BAD_USER_INPUT",
      reason: expect.any(String),
      field: "input.text",
      problems: [{ field: "input.text", message: expect.any(String) }],
      requestId: expect.stringMatching(/.{8}/),
      errors: [{ path: ["sendMessage"] }],
    });
    expect((refusal as InstanceType<Client["Refusal"]>).at("text")).toBe((refusal as Error).message);

    const tooMany = await eventually(async () => {
      const wrong = await redress.session.signIn("nobody.here", "wrong password").catch((error: unknown) => error);
      expect(wrong).toMatchObject({ code: "RATE_LIMITED" });
      return wrong;
    });
    expect(tooMany).toMatchObject({ reason: "signIn.tooMany", retryAfter: expect.any(Number) });
  });

  test("uploads a small file at once, a large one in parts over cut connections, and downloads it", async () => {
    await using proxy = await openProxy(world.url);
    const redress = await signedIn("li.na");
    const complaintId = await newCase();
    const large = Buffer.from("10:02 商家：48小时内发货，一定！\n".repeat(70_000));
    const announced = async (bytes: Buffer) => {
      const changes = { fileName: "chat.txt", mediaType: "text/plain" };
      const input = announcement(complaintId, bytes, changes) as never;
      return (await redress.request(operations.createEvidenceUpload, { input })).createEvidenceUpload;
    };
    const reached: number[] = [];
    for (const bytes of [CHAT, large]) {
      const { uploadUrl } = await announced(bytes);
      await redress.upload({
        file: new Blob([bytes]),
        uploadUrl: uploadUrl.replace(world.url, `http://127.0.0.1:${proxy.port}`),
        onProgress(sent) {
          reached.push(sent);
          if (sent > 1_500_000 && proxy.cuts === 0) proxy.cut();
        },
      });
      expect(reached.at(-1)).toBe(bytes.length);
    }
    expect(proxy.cuts).toBe(1);
    const { complaint } = await (
      await world.as("li.na")
    ).ok(`query ($id: ID!) { complaint(id: $id) { evidence(first: 5) { nodes { sha256 status } } } }`, {
      id: complaintId,
    });
    expect(complaint.evidence.nodes).toMatchObject([{ sha256: sha256(CHAT) }, { sha256: sha256(large) }]);

    // As a stranger's program would: with a document of its own.
    const files =
      "query ($id: ID!) { complaint(id: $id) { evidence(first: 1) { nodes { downloadUrl } } } }" as Document<{
        complaint: { evidence: { nodes: { downloadUrl: string }[] } };
      }>;
    const { complaint: read } = await redress.request(files, { id: complaintId });
    const address = read.evidence.nodes[0]?.downloadUrl ?? "";
    const response = await redress.download(address);
    expect(Buffer.from(await response.arrayBuffer()).equals(CHAT)).toBe(true);
    const other = await signedIn("tom");
    await expect(other.download(address)).rejects.toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) });
  });

  test("refuses a file that is not what was announced, with the reason", async () => {
    const redress = await signedIn("li.na");
    const input = announcement(await newCase(), CHAT, { fileName: "chat.txt", mediaType: "text/plain" }) as never;
    const { createEvidenceUpload } = await redress.request(operations.createEvidenceUpload, { input });
    const other = Buffer.from(CHAT).fill(97, 0, 3);
    for (const way of ["PUT", "TUS"] as const)
      await expect(
        redress.upload({ file: new Blob([other]), uploadUrl: createEvidenceUpload.uploadUrl, way }),
      ).rejects.toMatchObject({ code: expect.stringMatching(/^(EVIDENCE_REJECTED|NOT_FOUND)$/) });
  });

  test("follows a stream that is cut again and again, and whose token expires: each update once, in order", async () => {
    await using proxy = await openProxy(world.url);
    const redress = await signedIn("li.na", { url: `http://127.0.0.1:${proxy.port}` });
    const id = await newCase();
    const owner = await world.as("wang.owner");
    const seqs: number[] = [];
    const states: string[] = [];
    const stream = redress.follow(operations.complaintUpdated, {
      variables: { id },
      async snapshot() {
        const asked = "query ($id: ID!) { complaint(id: $id) { cursor } }" as Document<{
          complaint: { cursor: string };
        }>;
        return (await redress.request(asked, { id })).complaint.cursor;
      },
      onUpdate({ update }) {
        if (!update?.event) return;
        seqs.push(update.event.seq);
        if (seqs.length % 4 === 0) proxy.cut();
      },
      onState: (state) => states.push(state),
    });
    await eventually(async () => expect(states.at(-1)).toBe("LIVE"));
    for (let n = 0; n < 12; n += 1) await say(owner, id, `message ${n}`);
    await eventually(async () => expect(seqs).toHaveLength(12));
    await world.later(0.3);
    await eventually(async () => expect(states.at(-1)).toBe("LIVE"));
    await say(await world.as("wang.owner"), id, "a new token");
    await eventually(async () => expect(seqs).toHaveLength(13));
    expect(seqs).toEqual(Array.from({ length: 13 }, (_, index) => index + 2));
    expect(proxy.cuts).toBeGreaterThanOrEqual(3);
    await redress.session.signOut();
    expect(await stream.ended).toBeNull();
  });
});

describe("the package", () => {
  const text = readFileSync(join(__dirname, "../../schema/schema.graphql"), "utf8");
  const schema = buildSchema(text);
  const operations = Object.entries(load(join(BUILT_CLIENT, "operations.cjs")) as Record<string, string>);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

  test("has a valid document for every operation of the schema, which costs less than is allowed", () => {
    const fields = roots.flatMap((root) => Object.values(root?.getFields() ?? {}));
    const wanted = fields.filter(({ deprecationReason }) => deprecationReason === undefined).map(({ name }) => name);
    expect(operations.map(([name]) => name).sort()).toEqual(wanted.sort());
    for (const [name, source] of operations) {
      const document = parse(source);
      expect([name, validate(schema, document)]).toEqual([name, []]);
      const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
      if (!operation) throw new Error(`${name} is no operation`);
      const limit = operation.operation === OperationTypeNode.SUBSCRIPTION ? 6_000 : DEFAULT_LIMITS.cost;
      expect([name, measureCost(schema, document, operation, {}) <= limit]).toEqual([name, true]);
    }
    const registered = load(join(BUILT_CLIENT, "persisted-documents.json")) as Record<string, string>;
    expect(Object.values(registered).sort()).toEqual(operations.map(([, source]) => source).sort());
  });

  test("knows which mutations the server does not remember", () => {
    const forgotten = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args: [input] }) => {
      const type = input && schema.getType(String(input.type).replace("!", ""));
      if (!isInputObjectType(type)) throw new Error("a mutation takes one input");
      return type.getFields().clientMutationId?.description?.includes("has no other effect");
    });
    expect([...UNREMEMBERED].sort()).toEqual(forgotten.map(({ name }) => name).sort());
  });

  test.each([
    ["alone", "mutation Say($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }", true],
    ["below a comment", "# a query\nmutation ($input: I!) { sendMessage(input: $input) { message { id } } }", true],
    [
      "on one line after a fragment",
      "fragment F on Message{id}mutation Say($input:I!){sendMessage(input:$input){id}}",
      true,
    ],
    ["after a brace in a string", 'fragment F on A{b(c:"}{"){d}},mutation{signOut(input:$input){e}}', true],
    ["as a field", "query ($input: I) {\n actions {\n because { id }\n mutation\n }\n mutation }", false],
    [
      "as a variable, a name, in a comment or a string",
      'query mutation($mutation: ID = "} mutation") { a }# mutation',
      false,
    ],
  ])("knows a mutation wherever the word stands: %s", (_, text, isMutation) => {
    const sent = named(text, { input: {} }, () => "its name");
    expect(sent).toEqual({ input: isMutation ? { clientMutationId: "its name" } : {} });
    expect(isRepeatable(text, { input: {} })).toBe(!isMutation);
    expect(isRepeatable(text, sent)).toBe(true);
  });

  test.each([null, undefined, ""])("takes %j for no name", (clientMutationId) => {
    const text = "mutation Say($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }";
    expect(named(text, { input: { clientMutationId, text: "Hello" } }, () => "its name")).toEqual({
      input: { clientMutationId: "its name", text: "Hello" },
    });
  });

  test("names the libraries in the versions that it is tested with, and every file that it says", () => {
    const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
    const own = read(join(CLIENT_PACKAGE, "package.json"));
    const ours = read(join(__dirname, "../../package.json"));
    const used = { ...ours.dependencies, ...ours.devDependencies };
    for (const [name, version] of Object.entries(own.dependencies)) expect([name, version]).toEqual([name, used[name]]);
    expect(own.version).toBe(ours.version);
    const named = JSON.stringify([own.exports, own.bin]).match(/[\w./-]+\.(?:[cm]?[jt]s|json)(?="[,}])/g) ?? [];
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(CLIENT_PACKAGE, path)))).toEqual([]);
  });

  test("weighs what its budget allows, in bytes of compressed script", async () => {
    const run = await promisify(execFile)(process.execPath, [join(__dirname, "measure.mjs")]);
    const { client, uploadInParts, oneOperation, allOperations } = JSON.parse(run.stdout) as Record<string, number>;
    expect(client).toBeLessThanOrEqual(10_500);
    expect(uploadInParts).toBeLessThanOrEqual(16_500);
    expect(oneOperation).toBeLessThanOrEqual(300);
    expect(allOperations).toBeLessThanOrEqual(15_500);
  });

  test("has types for a program in .mts, and for one in .cts", () => {
    const programs = ["mts", "cts"].map((extension) => join(CLIENT_PACKAGE, `program.${extension}`));
    const source = `
      import { Redress, Refusal } from "@redress/client";
      import type { ComplaintStatus } from "@redress/client/schema";
      import { complaintUpdated, sendMessage } from "@redress/client/operations";
      const redress = new Redress({ url: "https://redress.example" });
      export async function write(complaintId: string): Promise<string | undefined> {
        const { sendMessage: sent } = await redress.request(sendMessage, { input: { complaintId, text: "hello" } });
        return sent.complaint?.id;
      }
      export const stream = redress.follow(complaintUpdated, {
        variables: { id: "cmp_1" },
        onUpdate({ update }) { const status: ComplaintStatus | undefined = update?.complaint?.status; return status; },
      });
      export const code = (error: Refusal): string => error.code;
      // @ts-expect-error -- the text is wanted
      redress.request(sendMessage, { input: { complaintId: "cmp_1" } });
      // @ts-expect-error -- so are the variables
      redress.follow(complaintUpdated, { variables: { name: "cmp_1" }, onUpdate: () => undefined });
    `;
    const options: ts.CompilerOptions = {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      types: [],
    };
    const host = ts.createCompilerHost(options);
    host.fileExists = (path) => programs.includes(path) || ts.sys.fileExists(path);
    host.readFile = (path) => (programs.includes(path) ? source : ts.sys.readFile(path));
    const checked = ts.createProgram(programs, options, host);
    // Both at once, and of the declarations only our own: TypeScript's would take most of the time.
    const own = checked.getSourceFiles().filter(({ fileName }) => dirname(fileName).startsWith(CLIENT_PACKAGE));
    expect(own.map(({ fileName }) => fileName)).toEqual(expect.arrayContaining(programs));
    const ours = [
      ...[...checked.getOptionsDiagnostics(), ...checked.getGlobalDiagnostics()],
      ...own.flatMap((file) => [...checked.getSyntacticDiagnostics(file), ...checked.getSemanticDiagnostics(file)]),
    ];
    expect(ours.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))).toEqual([]);
  });
});

describeWith("chromium", "in a browser", () => {
  test("two tabs refresh their one session one after the other", async () => {
    await using world = await startWorld("sqlite");
    const browser = await launchBrowser();
    try {
      const window = await openWindow(browser, world);
      await window.signIn("li.na");
      const second = await window.page.context().newPage();
      await second.goto(`${world.url}/orders`);
      await second.locator("header [data-viewer]").waitFor();
      await second.waitForLoadState("networkidle");
      let [underWay, together] = [0, 0];
      const refreshes = (request: { postData(): string | null }): number =>
        Number(request.postData()?.includes("refreshSession(") ?? 0);
      const context = window.page.context();
      context.on("request", (request) => void (together = Math.max(together, (underWay += refreshes(request)))));
      for (const end of ["requestfinished", "requestfailed"] as const)
        context.on(end as "requestfinished", (request) => void (underWay -= refreshes(request)));
      // What a page that is being left had just begun is not what is counted.
      for (const page of [window.page, second]) await page.goto("about:blank");
      world.clock.advance(16 * 60_000);
      await Promise.all([window.page.goto(`${world.url}/orders`), second.goto(`${world.url}/cases`)]);
      for (const page of [window.page, second]) await page.locator("header [data-viewer]").waitFor();
      // Chromium shows the other tab a moment later what the first has stored: it may ask once more, and is answered alike; never at the same time.
      expect(together).toBe(1);
    } finally {
      await browser.close();
    }
  });
});
