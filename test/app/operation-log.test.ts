import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { Account } from "../../src/accounts/account/account.entity";
import { OperationLog, type Done } from "../../src/platform/telemetry/operation-log";
import { openCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { postJson } from "../support/post-json";
import { temporaryFolder } from "../support/temporary";
import { signIn, startWorld, type Answer, type World } from "../support/world";

type Line = Record<string, unknown>;

/** A log whose lines can be read. */
function kept(): { log: pino.Logger; lines: Line[] } {
  const lines: Line[] = [];
  return { lines, log: pino({ level: "info" }, { write: (text: string) => lines.push(JSON.parse(text) as Line) }) };
}

const SECRET_STORY = "安装师傅的电话是 13800138000，请保密";

forEachDatabase((kind) => {
  const { log, lines } = kept();
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind, { log }, { PROXY_HOPS: "1" });
  });
  afterAll(() => world?.[Symbol.asyncDispose]());
  beforeEach(() => lines.splice(0));

  const operations = (): Line[] => lines.filter(({ msg }) => msg === "operation" || msg === "a slow operation");
  const audited = (): Line[] => lines.filter(({ stream }) => stream === "audit");

  test("each operation has one line, with what it cost and by whom it was sent, and without what was said", async () => {
    const li = await world.as("li.na");
    await openCase(world, { opening: { story: SECRET_STORY } });
    const { body } = await postJson(
      `${world.url}/graphql`,
      {
        query: "query Mine($first: Int) { viewer { id } listings(first: $first) { nodes { title } } }",
        variables: { first: 3 },
      },
      {
        authorization: `Bearer ${li.token}`,
        "x-request-id": "of-the-proxy-1",
        "x-client-name": "shop",
        "x-forwarded-for": "192.0.2.7",
      },
    );
    expect(body).not.toHaveProperty("errors");
    const line = operations().find(({ requestId }) => requestId === "of-the-proxy-1");
    expect(line).toMatchObject({
      ...{
        level: 30,
        kind: "query",
        name: "Mine",
        field: "viewer",
        outcome: "ok",
        accountId: li.accountId,
        client: "shop",
      },
      ...{ ms: expect.any(Number), databaseMs: expect.any(Number) },
    });
    expect(line?.statements).toBeGreaterThan(0);
    expect(operations()).toContainEqual(expect.objectContaining({ field: "openComplaint", outcome: "ok" }));
    expect(JSON.stringify(lines)).not.toContain("13800138000");
  });

  test("what is refused has its line too, whether it was executed or not", async () => {
    const visitor = await signIn(world.url, "li.na");
    await visitor.tryTo("withdrawComplaint", { complaintId: "cmp_01h000000000000000000000es" });
    await visitor.refused("query Broken { nothing }");
    await visitor.follow("subscription Unknown { nothing }").until(({ errors }) => errors.length > 0);
    const outcomes = operations().map(({ field, outcome }) => [field, outcome]);
    expect(outcomes).toContainEqual(["withdrawComplaint", "NOT_FOUND"]);
    expect(
      outcomes.filter(([field, outcome]) => field === null && outcome === "GRAPHQL_VALIDATION_FAILED"),
    ).toHaveLength(2);
    await visitor.hangUp();
  });

  test("who has not enough left for what is kept has a line too", async () => {
    await using poor = await startWorld(
      kind,
      { log },
      { PROXY_HOPS: "1", BUDGET_PER_ADDRESS: "1000", LOG_OPERATIONS: "100" },
    );
    const query = `{ rules { code } } #${"-".repeat(1_800)}`;
    const ask = (from: string) => postJson(`${poor.url}/graphql`, { query }, { "x-forwarded-for": from });
    // What is kept is kept after it was sent.
    await eventually(async () => {
      lines.splice(0);
      await ask("192.0.2.1");
      expect(operations()[0]).toMatchObject({ kept: true });
    });
    lines.splice(0);
    const codes: unknown[] = [];
    while (codes.at(-1) !== "RATE_LIMITED" && codes.length < 100) {
      const { body } = await ask("192.0.2.2");
      codes.push((body as Answer).errors?.[0]?.extensions.code ?? "ok");
    }
    expect(operations().map(({ outcome }) => outcome)).toEqual(codes);
    expect(codes.at(-1)).toBe("RATE_LIMITED");
    expect(operations()[0]).toMatchObject({ kept: true });
  });

  test("a stream has a line when it is opened", async () => {
    const li = await world.as("li.na");
    const theCase = await openCase(world);
    const stream = li.follow("subscription Follow($id: ID!) { complaintUpdated(id: $id) { cursor caughtUp } }", {
      id: theCase.id,
    });
    await stream.until(({ received }) => received.length > 0);
    expect(operations()).toContainEqual(
      expect.objectContaining({ kind: "subscription", name: "Follow", field: "complaintUpdated", outcome: "ok" }),
    );
    stream.close();
    await li.hangUp();
  });

  test("acts of staff, sign-ins and recorded readings are audited once, with the address and without what was said", async () => {
    const theCase = await openCase(world, { opening: { story: SECRET_STORY } });
    const chen = await world.as("chen.mod");
    lines.splice(0);
    const { body } = await postJson(
      `${world.url}/graphql`,
      { query: "query ($id: ID!) { complaint(id: $id) { id story } }", variables: { id: theCase.id } },
      { authorization: `Bearer ${chen.token}`, "x-request-id": "who-reads-it", "x-forwarded-for": "192.0.2.9" },
    );
    expect(body).not.toHaveProperty("errors");
    const read = {
      act: "CASE_READ",
      of: theCase.id,
      byId: chen.accountId,
      byRole: "MODERATOR",
      requestId: "who-reads-it",
    };
    expect(audited()).toEqual([expect.objectContaining({ ...read, address: "192.0.2.9" })]);
    await signIn(world.url, "tom");
    expect(audited().map(({ act }) => act)).toEqual(["CASE_READ", "SIGNED_IN"]);
    // What a consumer does in their own case is none of it.
    await theCase.do("li.na", "withdrawComplaint");
    expect(audited()).toHaveLength(2);
    const admin = await world.as("admin");
    lines.splice(0);
    const tom = await world.db.findOne(Account, { login: "tom" });
    await admin.do("suspendAccount", { accountId: tom?.id, reason: "多次辱骂处理专员" }, "{ account { id } }");
    expect(audited()).toMatchObject([
      { act: "ACCOUNT_SUSPENDED", of: tom?.id, byId: admin.accountId, byRole: "ADMIN" },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/13800138000|多次辱骂/);
  });

  test("its own file has the whole trail, whatever else is logged, for nobody else's eyes", async () => {
    await using folder = await temporaryFolder("audit");
    const path = join(folder.path, "audit.jsonl");
    await using other = await startWorld(kind, {}, { AUDIT_LOG: path });
    await signIn(other.url, "li.na");
    await signIn(other.url, "chen.mod");
    const trail = (await readFile(path, "utf8")).trim().split("\n");
    expect(trail.map((line) => (JSON.parse(line) as Line).act)).toEqual(["SIGNED_IN", "SIGNED_IN"]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

describe("what there is too much of", () => {
  const done: Done = {
    ...{ requestId: "1", kind: "query", name: null, field: "me", outcome: "ok", milliseconds: 1.26 },
    ...{ spent: { statements: 2, milliseconds: 0.54 }, accountId: null, client: null },
  };

  test("is left out, and the next line says how much it was; what is slow or our fault is not", () => {
    const { log, lines } = kept();
    let now = 0;
    const operations = new OperationLog(log, { slowMs: 1_000, mostInASecond: 2 }, () => now);
    for (let n = 0; n < 5; n += 1) operations.tell(done);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ msg: "operation", ms: 1.3, statements: 2, databaseMs: 0.5 });
    operations.tell({ ...done, outcome: "FORBIDDEN" });
    operations.tell({ ...done, milliseconds: 1_000 });
    operations.tell({ ...done, outcome: "INTERNAL_SERVER_ERROR" });
    expect(lines.slice(2)).toMatchObject([
      { level: 40, msg: "a slow operation", omitted: 4 },
      { level: 40, msg: "operation", outcome: "INTERNAL_SERVER_ERROR" },
    ]);
    now = 1_000;
    operations.tell(done);
    expect(lines.at(-1)).toMatchObject({ level: 30 });
    expect(lines.at(-1)).not.toHaveProperty("omitted");
  });
});

test("a file of the audit trail that cannot be written keeps the server from starting, and is named", async () => {
  await using folder = await temporaryFolder("audit");
  await expect(startWorld("sqlite", {}, { AUDIT_LOG: folder.path })).rejects.toThrow(
    `AUDIT_LOG: ${folder.path} cannot be written: EISDIR`,
  );
});

test("whoever is no proxy of ours does not name the request", async () => {
  const { log, lines } = kept();
  await using world = await startWorld("sqlite", { log });
  await postJson(`${world.url}/graphql`, { query: "{ __typename }" }, { "x-request-id": "of-a-stranger" });
  expect(lines.some(({ msg }) => msg === "operation")).toBe(true);
  expect(JSON.stringify(lines)).not.toContain("of-a-stranger");
});
