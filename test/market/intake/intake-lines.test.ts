import { randomBytes } from "node:crypto";
import { Order } from "../../../src/market/orders/order.entity";
import { readLines } from "../../../src/app/intake/read-lines";
import { LONGEST_LINE } from "../../../src/app/intake/take-in-lines";
import { forEachDatabase } from "../../support/databases";
import { Person, startWorld, type World } from "../../support/world";

const NAME = "lines";
const PRICE = { amount: 1_000, currency: "CNY" };

test("lines are the same however the body is cut into chunks, and none is kept that is too long", async () => {
  const text = Buffer.from(`{"a":"很长"}\n\n  \n${"x".repeat(300)}\n{"b":1}\r\nend`);
  for (const size of [1, 2, 3, 7, 64, 1_000]) {
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < text.length; at += size) yield text.subarray(at, at + size);
    };
    const lines: unknown[] = [];
    for await (const { number, text: line, isUtf8, isLast } of readLines(chunks(), 100))
      lines.push([number, line, isUtf8, isLast]);
    expect(lines).toEqual([
      [1, '{"a":"很长"}', true, false],
      [4, null, true, false],
      [5, '{"b":1}', true, false],
      [6, "end", true, true],
    ]);
  }
});

forEachDatabase((kind, further) => {
  let world: World;
  let admin: Person;
  beforeAll(async () => {
    world = await startWorld(kind);
    admin = await world.as("admin");
    await admin.do("createMarketplaceSource", { name: NAME, title: "Lines" }, "{ source { id } }");
    const told = await post([
      { person: { externalId: "owner", displayName: "王老板" } },
      { person: { externalId: "buyer", displayName: "小李" } },
      { provider: { externalId: "p", legalName: "逐行装修有限公司", licenceNo: "LINES0001", owner: "owner" } },
      { listing: { externalId: "l", provider: "p", category: "shop-design", title: "店铺装修", price: PRICE } },
    ]);
    expect(told.at(-1)).toMatchObject({ done: true, created: 4, refused: 0 });
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const orders = (from: number, count: number): object[] =>
    Array.from({ length: count }, (_, index) => ({
      order: {
        externalId: `N-${from + index}`,
        person: "buyer",
        listing: "l",
        price: PRICE,
        placedAt: new Date(world.clock.now() - 1_000).toISOString(),
      },
    }));
  const ndjson = (records: readonly object[]): string =>
    records.map((record) => `${JSON.stringify(record)}\n`).join("");

  async function send(
    body: string | Buffer<ArrayBuffer> | ReadableStream,
    { query = "", who = admin, name = NAME } = {},
  ): Promise<Response> {
    return fetch(`${world.url}/intake/${name}${query}`, {
      method: "POST",
      body,
      headers: { ...(who.token ? { authorization: `Bearer ${who.token}` } : {}), "accept-language": "en" },
      ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
    });
  }
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  const linesIn = async (response: Response): Promise<any[]> =>
    (await response.text())
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const post = async (records: readonly object[], options = {}) => linesIn(await send(ndjson(records), options));
  const stored = async (): Promise<number> =>
    (await world.db.query<{ id: string }>("SELECT id FROM service_order WHERE external_number LIKE 'N-%'")).length;

  test("more than one batch, with its progress; again it changes nothing; a line is told where it is wrong", async () => {
    const body = orders(0, 1_203);
    const told = await post(body);
    expect(told).toEqual([
      expect.objectContaining({ line: 500, created: 500 }),
      expect.objectContaining({ line: 1_000, created: 1_000 }),
      expect.objectContaining({ line: 1_203, created: 1_203, refused: 0 }),
      expect.objectContaining({ line: 1_203, created: 1_203, done: true, bytes: Buffer.byteLength(ndjson(body)) }),
    ]);
    expect(await stored()).toBe(1_203);
    expect((await post(body)).at(-1)).toMatchObject({ done: true, created: 0, unchanged: 1_203 });
    const bad = [
      '{"order":{"externalId":"N-x"}}',
      "no json",
      '["a"]',
      '{"order":{},"order":{}}',
      `{"order":${"[".repeat(30_000)}${"]".repeat(30_000)}}`,
      `"${"x".repeat(LONGEST_LINE)}"`,
    ];
    const answer = await linesIn(
      await send(`${ndjson(orders(2_000, 1))}${bad.join("\n")}\n${ndjson(orders(2_001, 1))}{"order":{"exter`),
    );
    expect(
      answer.map(({ line, reason, field, created, refused }) => [line, reason ?? `${created} ${refused}`, field]),
    ).toEqual([
      [2, "value.needed", "order.person"],
      [3, "intake.notJson", undefined],
      [4, "intake.notJson", undefined],
      [5, "body.repeatedKey", undefined],
      [6, "body.tooDeep", undefined],
      [7, "intake.lineTooLong", undefined],
      [9, "intake.cut", undefined],
      [9, "2 7", undefined],
      [9, "2 7", undefined],
    ]);
    // So far as it can be read, whoever sent it finds it by its own id.
    expect(answer.slice(0, 6).map(({ kind, externalId }) => [kind, externalId])).toEqual([
      ["ORDER", "N-x"],
      [null, null],
      [null, null],
      ["ORDER", null],
      [null, null],
      [null, null],
    ]);
  });

  further("lines in another encoding are refused: two orders would come in under one number", async () => {
    const ids = [Buffer.from([0xb6, 0xa9]), Buffer.from([0xb5, 0xa5])]; // 订 and 单 in GBK
    const [before = "", after = ""] = ndjson(orders(3_000, 1)).split("3000");
    const lines = ids.flatMap((id) => [Buffer.from(before), id, Buffer.from(after)]);
    const answer = await linesIn(await send(Buffer.concat([...lines, Buffer.from(ndjson(orders(3_001, 1)))])));
    expect(answer.map(({ line, reason, externalId }) => [line, reason, externalId])).toEqual([
      [1, "body.notUtf8", null],
      [2, "body.notUtf8", null],
      [3, undefined, undefined],
      [3, undefined, undefined],
    ]);
    expect(answer.at(-1)).toMatchObject({ created: 1, refused: 2 });
  });

  test("whoever is cut off goes on from the line they were last told", async () => {
    const before = await stored();
    const body = orders(5_000, 900);
    const encoder = new TextEncoder();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const stream = new ReadableStream({
      async start(controller) {
        controller.enqueue(encoder.encode(ndjson(body.slice(0, 600))));
        await held;
        controller.error(new Error("cut off"));
      },
    });
    const response = await send(stream);
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(JSON.parse(first)).toMatchObject({ line: 500, created: 500 });
    release();
    await reader?.cancel().catch(() => undefined);
    expect(await stored()).toBe(before + 500);
    const told = await post(body, { query: "?from=501&results=all" });
    expect(told.at(0)).toMatchObject({ line: 501, kind: "ORDER", externalId: "N-5500", outcome: "CREATED" });
    expect(told.at(-1)).toMatchObject({ done: true, line: 900, created: 400, unchanged: 0 });
    expect((await world.db.findOne(Order, { externalNumber: "N-5899" }))?.id).toBe(told.at(-3)?.id);
  });

  test("a program of the platform sends with its key, until the key is revoked; a provider's never", async () => {
    const program = async (input: object, who: Person): Promise<{ as: Person; keyId: string }> => {
      const { apiClient } = await who.do("createApiClient", { name: "Feed", ...input }, "{ apiClient { id } }");
      const made = await who.do("createApiKey", { apiClientId: apiClient.id }, "{ secret apiKey { id } }");
      return { as: new Person(world.url, made.secret, apiClient.id), keyId: made.apiKey.id };
    };
    const feed = await program({ scopes: ["ORDERS_IMPORT"] }, admin);
    expect((await post(orders(7_000, 1), { who: feed.as })).at(-1)).toMatchObject({ done: true, created: 1 });
    const records = orders(7_001, 1);
    const { results } = await feed.as.do(
      "upsertMarketplaceRecords",
      { source: NAME, records },
      "{ results { outcome } }",
    );
    expect(results).toEqual([{ outcome: "CREATED" }]);
    const [event] = await world.db.query<{ actor_id: string; actor_role: string }>(
      "SELECT actor_id, actor_role FROM event_log WHERE type = 'ORDER_PLACED' ORDER BY id DESC LIMIT 1",
    );
    expect(event).toMatchObject({ actor_id: feed.as.accountId, actor_role: "INTEGRATION" });
    const reader = await program({ scopes: ["REGISTER_READ"] }, admin);
    const wang = await world.as("wang.owner");
    const { viewer } = await wang.ok("{ viewer { memberships { provider { id } } } }");
    const providerId = viewer.memberships[0].provider.id;
    const shops = await program({ scopes: ["ORDERS_WRITE"], providerId }, wang);
    for (const { as } of [reader, shops]) expect((await send(ndjson(records), { who: as })).status).toBe(403);
    await admin.do("revokeApiKey", { apiKeyId: feed.keyId }, "{ clientMutationId }");
    expect((await send(ndjson(records), { who: feed.as })).status).toBe(401);
  });

  further("nobody else, nowhere else, and not in another way", async () => {
    const code = async (response: Response) => [response.status, (await response.json()).errors[0].extensions.code];
    expect(await code(await send(ndjson(orders(9_000, 1)), { who: world.visitor }))).toEqual([401, "UNAUTHENTICATED"]);
    for (const login of ["chen.mod", "wang.owner", "li.na"])
      expect(await code(await send(ndjson(orders(9_000, 1)), { who: await world.as(login) }))).toEqual([
        403,
        "FORBIDDEN",
      ]);
    expect(await code(await send(ndjson(orders(9_000, 1)), { name: "nowhere" }))).toEqual([404, "NOT_FOUND"]);
    expect(await code(await send("", { name: "nowhere" }))).toEqual([404, "NOT_FOUND"]);
    const first = await send("", { query: "?from=0" });
    expect([first.status, await first.text()]).toEqual([400, expect.stringContaining("intake.from")]);
    const get = await fetch(`${world.url}/intake/${NAME}`, { headers: { authorization: `Bearer ${admin.token}` } });
    expect(get.headers.get("allow")).toBe("POST");
    const noise = await linesIn(await send(`${randomBytes(2_000).toString("latin1").replaceAll("\n", "")}\n`));
    expect(noise[0]).toMatchObject({ line: 1, reason: "intake.notJson" });
  });
});
