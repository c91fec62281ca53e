import { existsSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import pino from "pino";
import WebSocket, { type ClientOptions } from "ws";
import { Account } from "../../../src/accounts/account/account.entity";
import { sandboxConfig } from "../../../src/app/sandboxes/sandbox-config";
import { OPENINGS, QUIET_AFTER } from "../../../src/app/sandboxes/sandbox-limits.table";
import { Sandbox } from "../../../src/app/sandboxes/sandbox.entity";
import { TestMarket } from "../../../src/app/sandboxes/test-market";
import { parseConfig } from "../../../src/config";
import { sweepDue } from "../../../src/platform/database/sweep-due";
import { IdempotencyRecord } from "../../../src/platform/graphql/idempotency";
import { newId } from "../../../src/platform/ids";
import { AdjustableClock } from "../../../src/platform/clock";
import { startServer } from "../../../src/server";
import { Applicant, creditCode } from "../../market/vetting/applicant";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { temporaryFolder } from "../../support/temporary";
import { Person, startNode, startWorld, type Stream, type World } from "../../support/world";
import { makeSandbox, refusedAtDoor, signedIn, testCase, withKey, type Made } from "./sandbox";

const MONTH_H = 31 * 24;
const DAY = 86_400_000;

/** Time passes for what measures it: never back, which it does nowhere else. */
let passed = 0;
function passes(milliseconds: number): void {
  const now = performance.now.bind(performance);
  if (passed === 0) jest.spyOn(performance, "now").mockImplementation(() => now() + passed);
  passed += milliseconds;
}

forEachDatabase((kind) => {
  let world: World;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let owner: Person;
  let providerId: string;
  let one: Made;

  beforeAll(async () => {
    folder = await temporaryFolder("sandboxes");
    world = await startWorld(kind, {}, { DATA_DIR: folder.path, SANDBOXES: "6", SANDBOXES_OPEN: "2" });
    owner = await world.as("wang.owner");
    providerId = (await owner.ok("{ viewer { memberships { provider { id } } } }")).viewer.memberships[0].provider.id;
    one = await makeSandbox(world);
  }, 60_000);
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await folder?.remove();
  });

  const placeOf = ({ id }: Made): string => join(folder.path, "sandboxes", id);
  const isOpen = async (box: Made): Promise<boolean> => existsSync(join(placeOf(box), "redress.db-wal"));
  const drop = (box: Made): Promise<unknown> =>
    world.as("admin").then((admin) => admin.do("deleteSandbox", { sandboxId: box.id }, "{ sandboxId }"));

  test("a provider's are for its owners, the platform's for administrators; secrets are shown once", async () => {
    const made = await makeSandbox(world, "wang.owner", providerId);
    const seen = "{ id name url createdAt lastUsedAt expiresAt provider { id } }";
    const list = (person: Person, id: string | null) =>
      person.ok(`query ($id: ID) { sandboxes(providerId: $id) ${seen} }`, { id });
    expect((await list(owner, providerId)).sandboxes).toMatchObject([
      { id: made.id, name: "for the tests", provider: { id: providerId } },
    ]);
    expect((await list(await world.as("admin"), null)).sandboxes).toMatchObject([{ id: one.id, provider: null }]);
    const stored = JSON.stringify(await world.db.find(Sandbox, {}));
    for (const secret of [made.providerKey, made.platformKey, made.password]) expect(stored).not.toContain(secret);

    const ask = "query ($id: ID) { sandboxes(providerId: $id) { id } }";
    const refusals = [
      await owner.refused(ask, { id: null }),
      await (await world.as("li.na")).refused(ask, { id: providerId }),
      await (await world.as("zhao.staff")).tryTo("createSandbox", { name: "x", providerId }),
      await owner.tryTo("createSandbox", { name: "x" }),
      await (await world.as("admin")).tryTo("createSandbox", { name: "x", providerId }),
    ];
    expect(refusals.map(({ extensions }) => extensions.code)).toEqual(Array.from({ length: 5 }, () => "FORBIDDEN"));
    const theirs = await owner.tryTo("deleteSandbox", { sandboxId: one.id });
    expect(theirs.extensions.code).toBe("NOT_FOUND");
    expect((await (await world.as("admin")).tryTo("deleteSandbox", { sandboxId: made.id })).extensions.code).toBe(
      "FORBIDDEN",
    );
    await owner.do("deleteSandbox", { sandboxId: made.id }, "{ sandboxId }");
    expect((await owner.tryTo("deleteSandbox", { sandboxId: made.id })).extensions.code).toBe("NOT_FOUND");
  });

  test("a provider that is not admitted has none: anybody can register one", async () => {
    const { id } = await Applicant.register(world, "tom", creditCode(7));
    const tom = await world.as("tom");
    const refused = await tom.tryTo("createSandbox", { name: "x", providerId: id });
    expect(refused.extensions).toMatchObject({ code: "NOT_IN_THIS_STATE", reason: "sandbox.notAdmitted" });
    expect(await world.db.find(Sandbox, { providerId: id })).toEqual([]);
  });

  test("no more than so many are there", async () => {
    const more = [await makeSandbox(world), await makeSandbox(world)];
    const fourth = await (await world.as("admin")).tryTo("createSandbox", { name: "x" });
    expect(fourth.extensions).toMatchObject({ code: "LIMIT_REACHED", reason: "sandbox.tooMany" });
    for (let n = 0; n < 3; n += 1) more.push(await makeSandbox(world, "wang.owner", providerId));
    for (const each of more.slice(2)) await owner.do("deleteSandbox", { sandboxId: each.id }, "{ sandboxId }");
    for (const each of more.slice(0, 2)) await drop(each);
  });

  // What is in a sandbox is in a file of its own, whatever the market is on.
  if (kind === "sqlite") describe("its folder", inFolders);

  test("a node without folders makes and ends sandboxes, and leaves their addresses to the one that has them", async () => {
    await using node = await startNode(world, { SANDBOXES: "6", SANDBOXES_OPEN: "0" });
    const made = await makeSandbox(world, "admin", null, node.url);
    expect(await refusedAtDoor(`${node.url}/sandbox/${made.id}`, made.providerKey)).toMatchObject({
      ...{ status: 404, reason: "request.otherRole" },
    });
    const here = { ...made, url: `${world.url}/sandbox/${made.id}` };
    const stream = (await signedIn(here, "li.na")).follow("subscription { myComplaintsUpdated { caughtUp } }");
    await stream.until(({ received }) => received.length > 0);
    const admin = new Person(node.url, (await world.as("admin")).token);
    await admin.do("deleteSandbox", { sandboxId: made.id }, "{ sandboxId }");
    expect(await refusedAtDoor(here.url, here.providerKey)).toMatchObject({ reason: "sandbox.unknown" });
    await world.server.sandboxes?.tidy();
    await stream.until(({ ended }) => ended !== undefined);
  });

  test("unused for a month, it is removed", async () => {
    await withKey(one).ok("{ viewer { id } }");
    await world.later(MONTH_H);
    expect(await world.db.find(Sandbox, {})).toEqual([]);
    expect(await refusedAtDoor(one.url, one.providerKey)).toMatchObject({ reason: "sandbox.unknown" });
    await world.server.sandboxes?.tidy();
    expect(existsSync(placeOf(one))).toBe(false);
  });

  function inFolders(): void {
    test("of those that are open the least recently used makes room, and has everything when it is opened again", async () => {
      const { id } = await testCase(withKey(one), "RULED");
      const { now } = await withKey(one).do("advanceTestClock", { byHours: 24 }, "{ now }");
      expect(await isOpen(one)).toBe(true);
      const [two, three] = [await makeSandbox(world), await makeSandbox(world)];
      for (const each of [two, three]) await withKey(each).ok("{ viewer { id } }");
      await eventually(async () => expect(await isOpen(one)).toBe(false));
      expect(world.server.sandboxes?.openCount).toBe(2);
      const found = await withKey(one).ok("query ($id: ID!) { complaint(id: $id) { status } }", { id });
      expect(found.complaint.status).toBe("RULED");
      const later = await withKey(one).do("advanceTestClock", { byHours: 1 }, "{ now }");
      expect(Date.parse(later.now)).toBeGreaterThan(Date.parse(now));

      // Two are held by their sockets: a third waits, and the market itself does not.
      const people = [await signedIn(one, "li.na"), await signedIn(two, "li.na")];
      const held: Stream[] = [];
      // One after the other: which of them was asked something longest ago is to be known.
      for (const person of people) {
        const stream = person.follow("subscription { myComplaintsUpdated { caughtUp } }");
        held.push(await stream.until(({ received }) => received.length > 0));
      }
      expect(await refusedAtDoor(three.url, three.providerKey)).toMatchObject({
        status: 503,
        reason: "sandbox.allBusy",
      });
      await world.visitor.ok("{ apiLimits { __typename } }");

      // When they have been quiet for minutes, the one that was asked something longest ago makes room: its clients are to come back.
      passes(QUIET_AFTER);
      await withKey(three).ok("{ viewer { id } }");
      const [first, second] = held;
      await first?.until(({ ended }) => ended !== undefined);
      expect(first?.ended).toMatchObject({ code: 1012, reason: "GOING_AWAY" });
      expect(second?.ended).toBeUndefined();
      await people[0]?.hangUp();
      const back = people[0]?.follow("subscription { myComplaintsUpdated { caughtUp } }");
      await back?.until(({ received }) => received.length > 0);
      // It has its time now, and whoever is asked for next has the place of the other quiet one.
      await withKey(three).ok("{ viewer { id } }");
      await second?.until(({ ended }) => ended !== undefined);
      expect(back?.ended).toBeUndefined();
      for (const person of people) await person.hangUp();
      await drop(two);
      await drop(three);
    });

    test("whoever keeps several busy makes room for whoever has none", async () => {
      const [two, theirs] = [await makeSandbox(world), await makeSandbox(world, "wang.owner", providerId)];
      const held: Stream[] = [];
      for (const box of [one, two]) {
        const person = await signedIn(box, "li.na");
        const stream = person.follow("subscription { myComplaintsUpdated { caughtUp } }");
        held.push(await stream.until(({ received }) => received.length > 0));
      }
      await withKey(theirs).ok("{ viewer { id } }");
      await held[0]?.until(({ ended }) => ended !== undefined);
      expect(held.map(({ ended }) => ended)).toEqual([expect.objectContaining({ code: 1012 }), undefined]);
      // Both have one now, and neither takes the other's.
      const stream = (await signedIn(theirs, "li.na")).follow("subscription { myComplaintsUpdated { caughtUp } }");
      await stream.until(({ received }) => received.length > 0);
      expect(await refusedAtDoor(one.url, one.providerKey)).toMatchObject({ reason: "sandbox.allBusy" });
      for (const each of [...held, stream]) each.close();
      await drop(two);
      await owner.do("deleteSandbox", { sandboxId: theirs.id }, "{ sandboxId }");
    });

    test("a websocket of another site's page, for another host, or to no address of the API opens nothing", async () => {
      const box = await makeSandbox(world);
      const address = `${box.url.replace("http", "ws")}/graphql`;
      const answerTo = (url: string, options: ClientOptions): Promise<number | undefined> =>
        new Promise((done) => {
          const socket = new WebSocket(url, "graphql-transport-ws", options);
          socket.on("unexpected-response", (_, { statusCode }) => done(statusCode));
          socket.on("open", () => (socket.terminate(), done(101)));
        });
      expect(await answerTo(address, { origin: "https://evil.example" })).toBe(403);
      expect(await answerTo(address, { headers: { host: "evil.example" } })).toBe(421);
      expect(await answerTo(`${address}/stream`, {})).toBe(404);
      expect(existsSync(placeOf(box))).toBe(false);
      expect(await answerTo(address, {})).toBe(101);
      expect(existsSync(placeOf(box))).toBe(true);
      await drop(box);
    });

    test("for one address so many are opened a minute, and what is open answers on", async () => {
      await using place = await temporaryFolder("openings");
      await using node = await startNode(world, { DATA_DIR: place.path, SANDBOXES: "6", SANDBOXES_OPEN: "2" });
      const [box, damaged] = [await makeSandbox(world), await makeSandbox(world)];
      const at = ({ id }: Made): string => `${node.url}/sandbox/${id}`;
      const ask = (): Promise<unknown> => withKey({ ...box, url: at(box) }).ok("{ viewer { id } }");
      await ask();
      // One that cannot be opened is as good: it is tried as often as it is asked for.
      const broken = join(place.path, "sandboxes", damaged.id);
      await mkdir(broken, { recursive: true });
      writeFileSync(join(broken, "redress.db"), Buffer.alloc(4_096, 7));
      const reasons: unknown[] = [];
      for (let n = 0; n < OPENINGS.points; n += 1) {
        passes(10_000);
        reasons.push((await refusedAtDoor(at(damaged), damaged.providerKey)).reason);
      }
      passes(10_000);
      expect(await refusedAtDoor(at(damaged), damaged.providerKey)).toMatchObject({
        ...{ status: 429, code: "RATE_LIMITED", reason: "sandbox.tooManyOpened", retryAfter: expect.any(Number) },
      });
      // The first opening was the other one's.
      expect(reasons).toEqual([
        ...Array.from({ length: OPENINGS.points - 1 }, () => "sandbox.broken"),
        "sandbox.tooManyOpened",
      ]);
      await ask();
      await drop(box);
      await drop(damaged);
    });

    test("closed while as many wait for its clock as may, it finishes what was begun", async () => {
      await using place = await temporaryFolder("closing");
      const sandbox = await world.db.byId(Sandbox, one.id);
      if (!sandbox) throw new Error("the sandbox is not there");
      const config = sandboxConfig(parseConfig({ SECRET: world.secret }), sandbox.id, place.path, world.url);
      const server = await startServer(config, {
        ...{ sandbox, clock: new AdjustableClock(), log: pino({ level: "silent" }) },
      });
      const market = TestMarket.of(server.services.database);
      const to = server.services.clock.now() + 1_000;
      const outcomes = Promise.allSettled(Array.from({ length: 101 }, () => market.advance(to)));
      await server[Symbol.asyncDispose]();
      const states = (await outcomes).map(({ status }) => status);
      expect(states).toEqual([...Array.from({ length: 100 }, () => "fulfilled"), "rejected"]);
    });

    test("closed on a long way of its clock, it stays where that is then, and waits for no more of it", async () => {
      await using place = await temporaryFolder("moving");
      const sandbox = await world.db.byId(Sandbox, one.id);
      if (!sandbox) throw new Error("the sandbox is not there");
      const config = sandboxConfig(parseConfig({ SECRET: world.secret }), sandbox.id, place.path, world.url);
      const clock = new AdjustableClock();
      const server = await startServer(config, { sandbox, clock, log: pino({ level: "silent" }) });
      const market = TestMarket.of(server.services.database);
      const from = clock.now();
      const moved = market.advance(from + 90 * DAY);
      const outcome = expect(moved).rejects.toMatchObject({ code: "GOING_AWAY" });
      await server[Symbol.asyncDispose]();
      await outcome;
      expect(clock.now()).toBeLessThan(from + 80 * DAY);
      const later = new AdjustableClock();
      await using again = await startServer(config, { sandbox, clock: later, log: pino({ level: "silent" }) });
      expect(again.services.clock.now()).toBeGreaterThan(from + DAY / 2);
    });

    test("whoever goes away while it is opened holds no place; it opens again whatever was done to its people", async () => {
      const people = await signedIn(one, "admin");
      const { viewer } = await (await signedIn(one, "wang.owner")).ok("{ viewer { id } }");
      const suspended = { accountId: viewer.id, reason: "Only to see what happens then." };
      await people.do("suspendAccount", suspended, "{ account { status } }");
      const [two, three] = [await makeSandbox(world), await makeSandbox(world)];
      for (const { url } of [two, three]) {
        const leaving = new AbortController();
        const asked = fetch(`${url}/graphql?query={viewer{id}}`, { signal: leaving.signal });
        await eventually(async () =>
          expect(existsSync(url.replace(/.*\/sandbox/, join(folder.path, "sandboxes")))).toBe(true),
        );
        leaving.abort();
        await expect(asked).rejects.toThrow();
      }
      // Those two are idle then, and one of them makes room.
      await eventually(async () => expect(await isOpen(one)).toBe(false));
      await eventually(async () => withKey(one, one.platformKey).ok("{ viewer { id } }"));
      await drop(two);
      await drop(three);
    });

    test("a deleted one is refused at once, what was open to it ends, and its folder is removed", async () => {
      const box = await makeSandbox(world);
      const stream = (await signedIn(box, "li.na")).follow("subscription { myComplaintsUpdated { caughtUp } }");
      await stream.until(({ received }) => received.length > 0);
      expect(readdirSync(join(folder.path, "sandboxes"))).toContain(box.id);
      await drop(box);
      expect(await refusedAtDoor(box.url, box.providerKey)).toMatchObject({ status: 404, reason: "sandbox.unknown" });
      await stream.until(({ ended }) => ended !== undefined);
      await eventually(async () => expect(existsSync(placeOf(box))).toBe(false));
    });

    test("one whose file is damaged is refused with a code, and the market and the other ones answer", async () => {
      const [damaged, cut] = [await makeSandbox(world), await makeSandbox(world)];
      await mkdir(placeOf(damaged), { recursive: true });
      writeFileSync(join(placeOf(damaged), "redress.db"), Buffer.alloc(65_536, 7));
      expect(await refusedAtDoor(damaged.url, damaged.providerKey)).toMatchObject({
        ...{ status: 503, code: "UNAVAILABLE", reason: "sandbox.broken" },
      });
      // Another one while it is open.
      await testCase(withKey(cut), "RULED");
      for (const file of ["redress.db", "redress.db-wal"]) truncateSync(join(placeOf(cut), file), 4_096);
      const { errors } = await withKey(cut).gql("mutation { createTestCase(input: { state: RULED }) { complaintId } }");
      expect(errors?.[0]?.extensions.code).toBeDefined();
      await world.visitor.ok("{ register { nodes { id } } }");
      await withKey(one).ok("{ viewer { id } }");
      await drop(damaged);
      await drop(cut);
    });

    test("one that is full answers nothing any longer", async () => {
      const box = await makeSandbox(world);
      await mkdir(placeOf(box), { recursive: true });
      const file = join(placeOf(box), "much");
      writeFileSync(file, "");
      truncateSync(file, 129 * 1024 * 1024);
      expect(await refusedAtDoor(box.url, box.providerKey)).toMatchObject({ status: 429, reason: "sandbox.full" });
      await drop(box);
    });

    test("one request without end fills it no further than others do", async () => {
      const box = await makeSandbox(world);
      const admin = await signedIn(box, "admin");
      await admin.do("createMarketplaceSource", { name: "shop", title: "The shop" }, "{ source { id } }");
      let release = (): void => undefined;
      const filled = new Promise<void>((resolve) => (release = resolve));
      const person = (n: number): string =>
        `${JSON.stringify({ person: { externalId: `p-${n}`, displayName: "Li Na" } })}\n`;
      const encoder = new TextEncoder();
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(encoder.encode(Array.from({ length: 501 }, (_, n) => person(n)).join("")));
          await filled;
          controller.close();
        },
      });
      const headers = { authorization: `Bearer ${admin.token}` };
      const sent = { method: "POST", body, headers, duplex: "half" };
      const answer = await fetch(`${box.url}/intake/shop`, sent);
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
      expect(JSON.parse((await reader?.read())?.value ?? "")).toMatchObject({ line: 500, created: 500 });
      const file = new Sqlite(join(placeOf(box), "redress.db"));
      file.exec("CREATE TABLE much (bytes BLOB)");
      file.exec("INSERT INTO much VALUES (zeroblob(134217728))");
      file.close();
      release();
      expect(JSON.parse((await reader?.read())?.value ?? "")).toMatchObject({
        error: { extensions: { code: "LIMIT_REACHED", reason: "sandbox.full" } },
      });
      await drop(box);
    });

    test("what falls due in a full one waits, and nobody tries it piece by piece", async () => {
      await using place = await temporaryFolder("full");
      const sandbox = await world.db.byId(Sandbox, one.id);
      if (!sandbox) throw new Error("the sandbox is not there");
      const settings = parseConfig({ SECRET: world.secret, SWEEP_SECONDS: "1" });
      const told: string[] = [];
      const log = pino({ level: "debug" }, { write: (line: string) => void told.push(line) });
      const config = sandboxConfig(settings, sandbox.id, place.path, world.url);
      await using server = await startServer(config, { sandbox, clock: new AdjustableClock(), log });
      const { database, clock } = server.services;
      const records = () => database.find(IdempotencyRecord, {});
      const account = await database.findOne(Account, {});
      await database.transact(async (tx) =>
        tx.insert(IdempotencyRecord, {
          ...{ id: newId(IdempotencyRecord), accountId: account?.id ?? "", mutation: "placeOrder" },
          ...{ clientMutationId: "long ago", requestDigest: "0".repeat(64), result: {}, createdAt: clock.now() },
        }),
      );
      const file = new Sqlite(join(place.path, "redress.db"));
      file.exec("CREATE TABLE much (bytes BLOB)");
      file.exec("INSERT INTO much VALUES (zeroblob(134217728))");
      file.exec("UPDATE idempotency_record SET created_at = 0");
      await eventually(async () => expect(told.some((line) => line.includes("sandbox.full"))).toBe(true));
      expect(await records()).toMatchObject([{ clientMutationId: "long ago" }]);
      await expect(server.services.sweep()).rejects.toThrow("sandbox.full");
      const tries = jest.fn(() => Promise.resolve(true));
      const due = { find: () => Promise.resolve(["one", "two"]), act: tries, what: "" };
      await expect(sweepDue(database, log, due)).rejects.toThrow("sandbox.full");
      expect(tries).not.toHaveBeenCalled();
      file.exec("DROP TABLE much");
      file.exec("VACUUM");
      file.close();
      await eventually(async () => expect(await records()).toEqual([]));
    });

    test("strange addresses lead nowhere", async () => {
      const strange = [
        "sbx_00000000000000000000000000",
        "..%2f..",
        one.id.toUpperCase(),
        `${one.id}x`,
        one.id.slice(0, -1),
      ];
      for (const each of strange) {
        const answer = await fetch(`${world.url}/sandbox/${each}/graphql`, { method: "POST", body: "{}" });
        expect([each, answer.status]).toEqual([each, 404]);
      }
      for (const path of ["", "health/ready", "playground/people.json", "sandbox/x/graphql"])
        expect([path, (await fetch(`${one.url}/${path}`)).status]).toEqual([path, 404]);
      const socket = new Person(`${world.url}/sandbox/${one.id.slice(0, -1)}`, one.providerKey);
      const stream = socket.follow("subscription { providerUpdated { caughtUp } }");
      await stream.until(({ ended }) => ended !== undefined);
      await socket.hangUp();
    });
  }
});
