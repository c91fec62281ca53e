import pino from "pino";
import { openCase, type WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { mutationDocument, startWorld, type GqlError, type Person, type World } from "../support/world";
import { RawSocket } from "./wire";

const MISTAKES: [string, string, Record<string, unknown>?][] = [
  ["a field", "{ vewer { id } }"],
  ["a nested field", "{ viewer { displayNam } }"],
  ["an argument", `{ complaint(ids: "x") { id } }`],
  ["a type", "query ($f: QueueFiltr) { moderationQueue(filter: $f) { nodes { id } } }"],
  ["a fragment's type", "{ viewer { ... on Acount { id } } }"],
  ["an enum value", "{ moderationQueue(filter: { status: SUBMITED }) { nodes { id } } }"],
  [
    "an enum value in a variable",
    "query ($f: QueueFilter) { moderationQueue(filter: $f) { nodes { id } } }",
    { f: { status: "SUBMITED" } },
  ],
  ["an input field", "{ moderationQueue(filter: { statuss: SUBMITTED }) { nodes { id } } }"],
  [
    "an input field in a variable",
    "query ($f: QueueFilter) { moderationQueue(filter: $f) { nodes { id } } }",
    { f: { statuss: "SUBMITTED" } },
  ],
  ["a directive", "{ viewer { id @skipp(if: true) } }"],
  ["a mutation", mutationDocument("openComplaint", "{ complain { id } }"), { input: {} }],
  [
    "a mutation's input",
    "mutation ($input: OpenComplaintInpt!) { openComplaint(input: $input) { clientMutationId } }",
    { input: {} },
  ],
];

describe("hints", () => {
  async function errorsOn(world: World, query: string, variables?: Record<string, unknown>): Promise<GqlError[][]> {
    const person = await world.as("chen.mod");
    const socket = await RawSocket.as(person);
    const errors = [(await person.gql(query, variables)).errors ?? [], (await socket.errorsOf(query, variables)) ?? []];
    await socket.close();
    return errors;
  }

  test("in production no error of either door guesses what was meant", async () => {
    await using world = await startWorld("sqlite", {}, { DEVELOPMENT: "false" });
    for (const [name, query, variables] of MISTAKES) {
      for (const errors of await errorsOn(world, query, variables)) {
        expect([name, errors.length]).not.toEqual([name, 0]);
        expect([name, JSON.stringify(errors)]).toEqual([name, expect.not.stringMatching(/did you mean/i)]);
        for (const { extensions } of errors) expect(extensions.requestId).toEqual(expect.any(String));
      }
    }
  });

  test("in production time does not obey", async () => {
    await using world = await startWorld("sqlite", {}, { DEVELOPMENT: "false" });
    const before = world.clock.now();
    const { extensions } = await (await world.as("li.na")).tryTo("advanceClock", { hours: 1 });
    expect(extensions.code).toBe("FORBIDDEN");
    expect(world.clock.now() - before).toBeLessThan(60_000);
  });

  test("in development they do", async () => {
    await using world = await startWorld("sqlite");
    for (const errors of await errorsOn(world, "{ vewer { id } }"))
      expect(errors[0]?.message).toContain('Did you mean "viewer"');
  });
});

forEachDatabase((kind) => {
  const logged: string[] = [];
  let world: World;
  let theCase: WorldCase;
  let consumer: Person;
  beforeAll(async () => {
    const log = pino({ level: "error" }, { write: (line: string) => logged.push(line) });
    world = await startWorld(kind, { log });
    theCase = await openCase(world);
    consumer = await world.as("li.na");
    // A fault that nobody foresaw.
    await world.db.transact(async (tx) => tx.execute("DROP TABLE message"));
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const INSIDE = /message|sql|table|select|insert|driver|node_modules|\.ts|\.js|mariadb|sqlite|typeorm/i;

  const query = (): string => `{ complaint(id: "${theCase.id}") { id messages { nodes { text } } } }`;
  const mutation = mutationDocument("sendMessage", "{ complaint { id } }");

  function expectMasked(error: GqlError | undefined): void {
    const { message, extensions } = error as GqlError;
    expect(Object.keys(extensions).sort()).toEqual(["code", "reason", "requestId"]);
    expect(extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(message).toContain(extensions.requestId);
    expect(message.replaceAll("message", "")).not.toMatch(INSIDE);
    // Whoever has the log finds the cause by the id.
    const line = logged.find((each) => each.includes(String(extensions.requestId)));
    expect(line).toMatch(/message/);
  }

  test("an unforeseen error is masked on HTTP: only an id to ask about, and the log has the rest", async () => {
    const read = await consumer.gql(query(), {}, { "accept-language": "en" });
    expectMasked(read.errors?.[0]);
    expect(read.errors?.[0]?.path).toEqual(["complaint", "messages"]);
    expectMasked(
      (await consumer.gql(mutation, { input: { complaintId: theCase.id, text: "x" } }, { "accept-language": "en" }))
        .errors?.[0],
    );
    const zh = await consumer.gql(query(), {}, { "accept-language": "zh-CN" });
    expectMasked(zh.errors?.[0]);
    expect(zh.errors?.[0]?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  test("and on the websocket, which stays open; a stream tells it and goes on", async () => {
    const socket = await RawSocket.as(consumer, { locale: "en" });
    expectMasked((await socket.errorsOf(query()))?.[0]);
    expectMasked((await socket.errorsOf(mutation, { input: { complaintId: theCase.id, text: "x" } }))?.[0]);
    socket.send({
      id: "live",
      type: "subscribe",
      payload: {
        query: `subscription { complaintUpdated(id: "${theCase.id}") { cursor complaint { messages { nodes { text } } } } }`,
      },
    });
    const first = await socket.next("next", "live");
    expectMasked(first.payload.errors[0]);
    expect(await socket.errorsOf("{ viewer { id } }")).toBeUndefined();
    await socket.close();
  });

  test("the failed mutation left nothing behind", async () => {
    expect(
      (await consumer.ok(`{ complaint(id: "${theCase.id}") { timeline(first: 100) { nodes { type } } version } }`))
        .complaint,
    ).toEqual({
      timeline: { nodes: [{ type: "COMPLAINT_OPENED" }] },
      version: 1,
    });
  });

  test("passwords and tokens are not in the log", async () => {
    await world.visitor.gql(
      `mutation { signIn(input: { login: "li.na", password: "a wrong password" }) { accessToken } }`,
    );
    for (const line of logged) {
      expect(line).not.toContain("a wrong password");
      expect(line).not.toContain(String(consumer.token));
    }
  });
});
