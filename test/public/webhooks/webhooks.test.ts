import { spawn } from "node:child_process";
import { Webhook } from "standardwebhooks";
import { endOfLog } from "../../../src/case/push/push.queries";
import { newId } from "../../../src/platform/ids";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { StoredQueries } from "../../../src/platform/graphql/stored-queries";
import { Refusal } from "../../../src/platform/refusal";
import { Poster } from "../../../src/platform/carriers/poster";
import { PATIENCE_MS, nextTry } from "../../../src/public/webhooks/webhook-waits.pure";
import { newSecret } from "../../../src/public/webhooks/endpoint-file";
import { webhookEncryption } from "../../../src/public/webhooks/webhook-message";
import { WebhookDelivery } from "../../../src/public/webhooks/webhook-delivery.entity";
import { WebhookEndpoint } from "../../../src/public/webhooks/webhook-endpoint.entity";
import { sweepWebhooks } from "../../../src/public/webhooks/sweep-webhooks";
import { openCase } from "../../case/complaints/world-case";
import { say } from "../../realtime/cases";
import { ServerNode } from "../../faults/nodes";
import { describeWith } from "../../support/programs";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { Receiver } from "../../support/receiver";
import { Person, startWorld, type World } from "../../support/world";

const SCOPES = ["COMPLAINTS_READ", "PROVIDER_READ", "REGISTER_READ", "WEBHOOKS_MANAGE"];
const SHOWN = "{ secret webhookEndpoint { id status url previousUntil failingSince } }";
const DAY_H = 24;
const EXAMPLES = [
  ["node", "verify.mjs"],
  ["python3", "verify.py"],
  ["sh", "verify.sh"],
  ["java", "Verify.java"],
  ["php", "verify.php"],
  ["go", "verify.go"],
] as const;

const HOPELESS = [
  ["mutation { signOut(input: {}) { clientMutationId } }", "storedQuery.notAQuery"],
  ["subscription { registerUpdated { cursor } }", "storedQuery.notAQuery"],
  ["{ complaint { title } }", "storedQuery.invalid"],
  ["{ complaint(", "storedQuery.invalid"],
  ["query A { viewer { displayName } } query B { viewer { displayName } }", "storedQuery.invalid"],
  ["query ($complaintID: ID!) { complaint(id: $complaintID) { title } }", "storedQuery.variable"],
  ["query ($complaintId: [ID!]!) { nodes(ids: $complaintId) { id } }", "storedQuery.variable"],
  [
    "{ providers(first: 100) { nodes { rulings(first: 100) { nodes { provider { rulings(first: 100) { nodes { id } } } } } } } }",
    "storedQuery.invalid",
  ],
] as const;

/** Its exit code; null: it ended otherwise. Rejects when there is no such program. */
const outcomeOf = (
  program: string,
  given: readonly string[],
  input: string,
  env: NodeJS.ProcessEnv,
): Promise<number | null> =>
  new Promise((done, failed) => {
    // Java's second compiler pays only in programs that run for longer.
    const brief = { JDK_JAVA_OPTIONS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" };
    const child = spawn(program, given, {
      env: { ...process.env, ...brief, ...env },
      stdio: ["pipe", "ignore", "ignore"],
    });
    child.on("error", failed).on("close", done);
    child.stdin.on("error", () => undefined).end(input);
  });

/** In the history of a case, of each event once. */
async function placesOf({ db }: World, streamId: string, ids: readonly string[]): Promise<number[]> {
  const events = await db.find(LoggedEvent, { streamId });
  const places = new Map(events.map(({ hash, seq }) => [hash, seq]));
  return [...new Set(ids)].flatMap((id) => places.get(id) ?? []);
}

interface Delivery {
  id: string;
  messageId: string;
  status: string;
  dueAt: string | null;
  attempts: { httpStatus: number | null; problem: string | null }[];
}

interface Made {
  apiClientId: string;
  keyId: string;
  as: Person;
}

forEachDatabase((kind, further) => {
  let world: World;
  let receiver: Receiver;
  let owner: Person;
  let consumer: Person;
  let providerId: string;
  let one: string;
  let other: string;

  beforeAll(async () => {
    world = await startWorld(kind, {}, { WEBHOOK_LOOPBACK: "true" });
    owner = await world.as("wang.owner");
    providerId = (await owner.ok(`{ viewer { memberships { provider { id } } } }`)).viewer.memberships[0].provider.id;
    [one, other] = [(await openCase(world)).id, (await openCase(world)).id];
  });
  afterAll(() => world?.[Symbol.asyncDispose]());
  beforeEach(async () => {
    receiver = await Receiver.open();
    owner = await world.as("wang.owner");
    consumer = await world.as("li.na");
  });
  afterEach(async () => {
    // What later tests do is not for the endpoints of this one, and its clients are none of those that may be open.
    await world.db.transact(async (tx) => tx.execute("UPDATE api_client SET closed_at = created_at"));
    await receiver[Symbol.asyncDispose]();
  });

  async function client(scopes = SCOPES): Promise<Made> {
    const given = { name: "Shop ERP", providerId, scopes };
    const { apiClient } = await owner.do("createApiClient", given, "{ apiClient { id } }");
    const key = await owner.do("createApiKey", { apiClientId: apiClient.id }, "{ secret apiKey { id } }");
    return { apiClientId: apiClient.id, keyId: key.apiKey.id, as: new Person(world.url, key.secret, apiClient.id) };
  }

  async function endpoint(made: Made, input: Record<string, unknown> = {}): Promise<{ id: string; secret: string }> {
    const { secret, webhookEndpoint } = await made.as.do(
      "createWebhookEndpoint",
      { url: receiver.url, eventTypes: ["MESSAGE_SENT"], ...input },
      SHOWN,
    );
    return { id: webhookEndpoint.id, secret };
  }

  const statusOf = async (id: string): Promise<{ status: string; failingSince: string | null }> =>
    (await owner.ok(`query ($id: ID!) { webhookEndpoint(id: $id) { status failingSince } }`, { id })).webhookEndpoint;

  const deliveries = async (id: string, filter: object = {}): Promise<Delivery[]> =>
    (
      await owner.ok(
        `query ($id: ID!, $filter: WebhookDeliveryFilter) { webhookEndpoint(id: $id) { deliveries(first: 50, filter: $filter) { nodes { id messageId status eventType dueAt attempts { httpStatus problem excerpt durationMs } } } } }`,
        { id, filter },
      )
    ).webhookEndpoint.deliveries.nodes;

  const settled = (id: string, count: number): Promise<void> =>
    eventually(async () =>
      expect(await world.db.find(WebhookDelivery, { endpointId: id, status: "DELIVERED" })).toHaveLength(count),
    );

  const stored = async (id: string): Promise<{ status: string; tried: number }> => {
    const found = await world.db.byId(WebhookEndpoint, id);
    const [first] = await world.db.find(WebhookDelivery, { endpointId: id });
    return { status: found?.status ?? "", tried: first?.attempts.length ?? 0 };
  };

  further(
    "an event leaves soon after the commit, signed, with where it is and nothing that anybody wrote",
    async () => {
      const made = await client();
      const { secret } = await endpoint(made);
      await say(consumer, one, "我的电话是 13800000000");
      const [{ body, headers, said }] = await receiver.until(1);
      expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual(said);
      expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
      expect(said).toMatchObject({
        type: "MESSAGE_SENT",
        data: { complaintId: one, providerId, status: "NEGOTIATING", event: { by: "CONSUMER" } },
      });
      expect(headers["webhook-id"]).toBe(said.id);
      expect(body).not.toMatch(/电话|13800000000/);
      // The cursor is the client's own place in its stream.
      await say(consumer, one, "还在吗");
      const { eventsSince } = await made.as.ok(
        `query ($after: String!) { eventsSince(after: $after) { updates { ... on ComplaintUpdate { event { hash type } } } } }`,
        { after: said.cursor },
      );
      expect(eventsSince.updates).toHaveLength(1);
      expect((await receiver.until(2))[1]?.said.id).toBe(eventsSince.updates[0].event.hash);
    },
  );

  test("an endpoint that asks for patience is left alone for so long", async () => {
    const { id } = await endpoint(await client());
    let isWell = false;
    receiver.answer = (response) => void response.writeHead(isWell ? 200 : 429, { "Retry-After": "3600" }).end();
    await say(consumer, one, "1");
    const tried = (times: number): Promise<void> =>
      eventually(async () => expect((await stored(id)).tried).toBe(times));
    await tried(1);
    const [waiting] = await deliveries(id);
    expect(Date.parse(waiting?.dueAt ?? "") - world.clock.now()).toBeGreaterThan(3_590_000);
    isWell = true;
    world.advance(3_600_000);
    await settled(id, 1);
    expect(receiver.received).toHaveLength(2);
  });

  test("what is refused holds back its own case only, and comes in order once it is accepted", async () => {
    const { id } = await endpoint(await client());
    let isWell = false;
    receiver.answer = (response, { said }) =>
      void response.writeHead(isWell || said.data.complaintId !== one ? 200 : 503).end("sorry\u0000 busy");
    for (const text of ["1", "2", "3"]) {
      await say(consumer, one, text);
      await say(consumer, other, text);
    }
    await settled(id, 3);
    const refused = receiver.received.filter(({ said }) => said.data.complaintId === one);
    expect(refused).toHaveLength(1);
    const [failed] = await deliveries(id, { status: "PENDING" }).then((all) => all.filter(({ dueAt }) => dueAt));
    expect(failed?.attempts).toMatchObject([{ httpStatus: 503, problem: "REFUSED", excerpt: "sorry busy" }]);
    expect(failed?.messageId).toBe(refused[0]?.id);
    // For more than three days, while others are accepted: it is tried as seldom as any, and the endpoint goes on.
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE webhook_delivery SET failing_since = failing_since - ? WHERE id = ?", [
        4 * DAY_H * 3_600_000,
        failed?.id ?? "",
      ]),
    );
    world.clock.advance(10_000);
    await eventually(async () =>
      expect((await world.db.byId(WebhookDelivery, failed?.id ?? ""))?.attempts).toHaveLength(2),
    );
    expect((await world.db.byId(WebhookEndpoint, id))?.status).toBe("ACTIVE");
    const held = await world.db.byId(WebhookDelivery, failed?.id ?? "");
    expect((held?.dueAt ?? 0) - world.clock.now()).toBeGreaterThan(9 * 3_600_000);
    isWell = true;
    world.clock.advance(10 * 3_600_000);
    await settled(id, 6);
    await world.later(0);
    for (const complaintId of [one, other]) {
      const ids = receiver.received.filter(({ said }) => said.data.complaintId === complaintId).map((each) => each.id);
      const places = await placesOf(world, complaintId, ids);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places).toHaveLength(3);
    }
  });

  further(
    "after three days it is disabled and its owners are told; active again, it gets all that it has missed",
    async () => {
      const { id } = await endpoint(await client());
      receiver.answer = (response) => void response.writeHead(500).end();
      await say(consumer, one, "first");
      await receiver.until(1);
      for (let tried = 1; (await stored(id)).status === "ACTIVE"; tried += 1) {
        expect(tried).toBeLessThan(20);
        await eventually(async () => expect((await stored(id)).tried).toBeGreaterThanOrEqual(tried));
        world.clock.advance(12.5 * 3_600_000);
        await eventually(async () => {
          const now = await stored(id);
          expect(now.tried > tried || now.status === "DISABLED").toBe(true);
        });
      }
      owner = await signedInAnew("wang.owner");
      expect((await statusOf(id)).status).toBe("DISABLED");
      await world.projected();
      const { inbox } = await owner.ok(`{ inbox { notices(first: 50) { nodes { type text } } } }`);
      expect(inbox.notices.nodes).toContainEqual({
        type: "WEBHOOK_DISABLED",
        text: expect.stringContaining("Shop ERP") as string,
      });
      const before = receiver.received.length;
      consumer = await signedInAnew("li.na");
      await say(consumer, one, "second");
      receiver.answer = (response) => void response.writeHead(200).end();
      await owner.do("updateWebhookEndpoint", { webhookEndpointId: id, paused: false }, "{ webhookEndpoint { id } }");
      const later = (await receiver.until(before + 2)).slice(before);
      expect(new Set(later.map(({ said }) => said.data.complaintId))).toEqual(new Set([one]));
      expect(later).toHaveLength(2);
      expect((await statusOf(id)).failingSince).toBeNull();
    },
  );

  const signedInAnew = async (login: string): Promise<Person> => {
    // The clock has moved past their tokens.
    await world.later(0);
    return world.as(login);
  };

  test("both secrets sign for a day after one was rotated, then the new one alone", async () => {
    const made = await client();
    const { id, secret } = await endpoint(made);
    const rotated = await made.as.do("rotateWebhookSecret", { webhookEndpointId: id }, SHOWN);
    expect(rotated.secret).not.toBe(secret);
    const verifies = (with_: string, { body, headers }: { body: string; headers: object }): boolean => {
      try {
        return new Webhook(with_).verify(body, headers as Record<string, string>) !== undefined;
      } catch {
        return false;
      }
    };
    await say(consumer, one, "a");
    const [both] = await receiver.until(1);
    expect([secret, rotated.secret].map((each) => verifies(each, both))).toEqual([true, true]);
    world.clock.advance(DAY_H * 3_600_000);
    consumer = await signedInAnew("li.na");
    await say(consumer, one, "b");
    const [, second] = await receiver.until(2);
    expect([secret, rotated.secret].map((each) => verifies(each, second))).toEqual([false, true]);
    const stored = JSON.stringify(await world.db.query("SELECT secret, previous_secrets FROM webhook_endpoint"));
    expect(stored).not.toContain(secret.slice(6, 30));
  });

  test("whose answer was lost rotates once more: what the receiver has signs as before", async () => {
    const made = await client();
    const { id, secret } = await endpoint(made);
    const rotate = async (): Promise<string> =>
      (await made.as.do("rotateWebhookSecret", { webhookEndpointId: id }, SHOWN)).secret;
    const known = [secret, await rotate(), await rotate()];
    await say(consumer, one, "a");
    const [{ body, headers, said }] = await receiver.until(1);
    for (const each of known) expect(new Webhook(each).verify(body, headers as Record<string, string>)).toEqual(said);
  });

  test("what was for it by nothing that it asked for then is sent once that is asked for again, and not by itself", async () => {
    const made = await client();
    const { id } = await endpoint(made, { eventTypes: ["RULING_ISSUED"], url: `${receiver.url}/late` });
    await endpoint(made, { url: `${receiver.url}/witness` });
    await say(consumer, one, "before");
    await receiver.until(1, "/witness");
    const { myComplaintsCursor } = await made.as.ok("{ myComplaintsCursor }");
    await say(consumer, one, "1");
    await say(consumer, one, "2");
    // Then both have been looked at for that.
    const asked = (await receiver.until(3, "/witness")).slice(1).map((each) => each.id);
    const end = await endOfLog(world.db);
    const input = { webhookEndpointId: id, eventTypes: ["MESSAGE_SENT"] };
    await made.as.do("updateWebhookEndpoint", input, "{ webhookEndpoint { id } }");
    // Whoever leads next begins there.
    await eventually(async () =>
      expect((await world.db.byId(WebhookEndpoint, id))?.position).toBeGreaterThanOrEqual(end),
    );
    await say(consumer, one, "3");
    const [third] = await receiver.until(1, "/late");
    expect(third.id).toBe((await receiver.until(4, "/witness"))[3]?.id);
    await settled(id, 1);
    const again = { webhookEndpointId: id, since: myComplaintsCursor };
    await made.as.do("redeliverWebhooks", again, "{ webhookEndpoint { id } }");
    await receiver.until(4, "/late");
    expect(receiver.ids("/late")).toEqual([third.id, ...asked, third.id]);
  });

  test("at a new address it is sent what waits at once, whatever the former one did or still answers", async () => {
    const made = await client();
    const { id } = await endpoint(made, { url: `${receiver.url}/former` });
    let answer = (_status: number): void => undefined;
    receiver.answer = (response, { path, said }) => {
      if (path === "/present") response.writeHead(204).end();
      else if (said.data.complaintId === one) response.writeHead(503).end();
      else answer = (status) => void response.writeHead(status).end();
    };
    await say(consumer, one, "refused");
    await eventually(async () => expect((await statusOf(id)).failingSince).not.toBeNull());
    // So it waits for hours by now.
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE webhook_delivery SET due_at = due_at + ? WHERE endpoint_id = ?", [10 * 3_600_000, id]),
    );
    await say(consumer, other, "under way");
    await receiver.until(2, "/former");
    const input = { webhookEndpointId: id, url: `${receiver.url}/present` };
    await made.as.do("updateWebhookEndpoint", input, "{ webhookEndpoint { id } }");
    await receiver.until(1, "/present");
    answer(410);
    await receiver.until(2, "/present");
    await settled(id, 2);
    expect(await statusOf(id)).toEqual({ status: "ACTIVE", failingSince: null });
  });

  test("one delivery, or all since a place, come once more under the same ids; another client's place is refused", async () => {
    const made = await client();
    const { id } = await endpoint(made);
    for (const text of ["1", "2", "3"]) await say(consumer, one, text);
    const [first] = await receiver.until(3);
    await settled(id, 3);
    const ids = receiver.ids();
    await made.as.do(
      "redeliverWebhooks",
      { webhookEndpointId: id, since: first?.said.cursor },
      "{ webhookEndpoint { id } }",
    );
    await receiver.until(5);
    expect(receiver.ids()).toEqual([...ids, ids[1], ids[2]]);
    await settled(id, 3);
    const latest = (await deliveries(id))[0]?.id;
    await owner.do("redeliverWebhook", { webhookDeliveryId: latest }, "{ webhookDelivery { status } }");
    await receiver.until(6);
    expect(receiver.ids()[5]).toBe(ids[2]);
    // What waits for those before it is not taken out of the line, and they are not left waiting.
    receiver.answer = (response) => void response.writeHead(500).end();
    await made.as.do(
      "redeliverWebhooks",
      { webhookEndpointId: id, since: first?.said.cursor },
      "{ webhookEndpoint { id } }",
    );
    await receiver.until(7);
    receiver.answer = (response) => void response.writeHead(200).end();
    await owner.do("redeliverWebhook", { webhookDeliveryId: latest }, "{ webhookDelivery { status } }");
    await receiver.until(9);
    expect(receiver.ids().slice(7)).toEqual([ids[1], ids[2]]);
    const stranger = await client();
    const theirs = await endpoint(stranger);
    const input = { webhookEndpointId: theirs.id, since: first?.said.cursor };
    const { extensions } = await stranger.as.tryTo("redeliverWebhooks", input);
    expect([extensions.code, extensions.field]).toEqual(["RESYNC_REQUIRED", "input.since"]);
  });

  test("an endpoint is its own client's and its owners'; to all others there is none", async () => {
    const made = await client();
    const { id } = await endpoint(made);
    const neighbour = await client();
    const without = await client(["COMPLAINTS_READ"]);
    expect((await without.as.tryTo("deleteWebhookEndpoint", { webhookEndpointId: id })).extensions.reason).toBe(
      "client.scope",
    );
    const acts = [
      ["updateWebhookEndpoint", { webhookEndpointId: id, paused: true }],
      ["rotateWebhookSecret", { webhookEndpointId: id }],
      ["sendTestWebhook", { webhookEndpointId: id }],
      ["redeliverWebhooks", { webhookEndpointId: id, since: "x" }],
      ["deleteWebhookEndpoint", { webhookEndpointId: id }],
      ["createWebhookEndpoint", { apiClientId: made.apiClientId, url: receiver.url }],
    ] as const;
    const tom = await world.as("tom");
    await tom.do(
      "registerProvider",
      { legalName: `Other ${made.keyId}`, licenceNo: `HOOKS-${kind}` },
      "{ provider { id } }",
    );
    for (const [mutation, input] of acts)
      for (const stranger of [neighbour.as, await world.as("tom")])
        expect([mutation, (await stranger.tryTo(mutation, input)).extensions.code]).toEqual([mutation, "NOT_FOUND"]);
    const look = `query ($id: ID!) { webhookEndpoint(id: $id) { id } node(id: $id) { id } }`;
    expect(await neighbour.as.ok(look, { id })).toEqual({ webhookEndpoint: null, node: null });
    const auditor = await world.as("sun.audit");
    expect((await auditor.ok(look, { id })).webhookEndpoint).toEqual({ id });
    expect((await auditor.tryTo("deleteWebhookEndpoint", { webhookEndpointId: id })).extensions.code).toBe("FORBIDDEN");
    await made.as.do("deleteWebhookEndpoint", { webhookEndpointId: id }, "{ webhookEndpointId }");
    expect((await made.as.ok(look, { id })).webhookEndpoint).toBeNull();
    await sweepWebhooks({ database: world.db, clock: world.clock, log: world.server.services.log });
    expect(await world.db.query("SELECT id FROM webhook_endpoint WHERE id = ?", [id])).toEqual([]);
  });

  test("rights are asked at each delivery: without key, scope or client nothing leaves, and what waited leaves later", async () => {
    const made = await client();
    const { id } = await endpoint(made);
    await say(consumer, one, "seen");
    await settled(id, 1);
    await owner.do("revokeApiKey", { apiKeyId: made.keyId }, "{ apiClient { id } }");
    await say(consumer, one, "waits");
    await say(consumer, other, "waits");
    // Another endpoint has been sent what came after: this one had its turn.
    const witness = await endpoint(await client(), { url: `${receiver.url}/witness` });
    await say(consumer, one, "for the witness");
    await settled(witness.id, 1);
    expect(receiver.ids("/")).toHaveLength(1);
    await owner.do("createApiKey", { apiClientId: made.apiClientId }, "{ secret }");
    await owner.do("updateWebhookEndpoint", { webhookEndpointId: id, paused: false }, "{ clientMutationId }");
    await receiver.until(4, "/");
    await settled(id, 4);
    await owner.do(
      "updateApiClient",
      { apiClientId: made.apiClientId, scopes: ["PROVIDER_READ"] },
      "{ apiClient { id } }",
    );
    await say(consumer, one, "not for it");
    await settled(witness.id, 2);
    await owner.do("closeApiClient", { apiClientId: made.apiClientId }, "{ apiClient { id } }");
    await say(consumer, one, "nor this");
    await settled(witness.id, 3);
    expect(receiver.ids("/")).toHaveLength(4);
    expect(await deliveries(id)).toHaveLength(4);
  });

  test("what a key has set up sends nothing once the key is revoked, until somebody has looked at it", async () => {
    const made = await client();
    const fresh = await owner.do("createApiKey", { apiClientId: made.apiClientId }, "{ secret }");
    const next = new Person(world.url, fresh.secret, made.apiClientId);
    const { id } = await endpoint(made);
    const confirmed = await endpoint(made, { url: `${receiver.url}/confirmed` });
    const changed = await endpoint({ ...made, as: owner }, { apiClientId: made.apiClientId });
    await made.as.do(
      "updateWebhookEndpoint",
      { webhookEndpointId: changed.id, url: `${receiver.url}/stolen` },
      "{ clientMutationId }",
    );
    await next.do("updateWebhookEndpoint", { webhookEndpointId: confirmed.id }, "{ clientMutationId }");
    await owner.do("revokeApiKey", { apiKeyId: made.keyId }, "{ clientMutationId }");
    const states = await Promise.all([id, changed.id, confirmed.id].map(async (each) => (await stored(each)).status));
    expect(states).toEqual(["PAUSED", "PAUSED", "ACTIVE"]);
    await say(consumer, one, "for the confirmed one");
    await settled(confirmed.id, 1);
    expect(receiver.received.map(({ path }) => path)).toEqual(["/confirmed"]);
    await world.projected();
    const { inbox } = await owner.ok(`{ inbox { notices(first: 20) { nodes { type } } } }`);
    const told: string[] = inbox.notices.nodes.map(({ type }: { type: string }) => type);
    // One changed by the key, and the two that are paused; before that, three were made.
    expect(told.filter((type) => type.startsWith("WEBHOOK_")).slice(0, 6)).toEqual([
      ...Array<string>(3).fill("WEBHOOK_UPDATED"),
      ...Array<string>(3).fill("WEBHOOK_CREATED"),
    ]);
    await owner.do("updateWebhookEndpoint", { webhookEndpointId: id, paused: false }, "{ clientMutationId }");
    await settled(id, 1);
    await owner.do("closeApiClient", { apiClientId: made.apiClientId }, "{ clientMutationId }");
  });

  test("of a case's internal messages a client of the other side's provider learns nothing, nor of other providers' cases", async () => {
    const { id } = await endpoint(await client(), { eventTypes: [] });
    const platform = (await (
      await world.as("admin")
    ).do("createApiClient", { name: "平台", scopes: ["PROVIDER_READ", "REGISTER_READ"] }, "{ apiClient { id } }")) as {
      apiClient: { id: string };
    };
    const admin = await world.as("admin");
    const key = await admin.do("createApiKey", { apiClientId: platform.apiClient.id }, "{ secret }");
    expect(key.secret).toBeTruthy();
    await admin.do(
      "createWebhookEndpoint",
      { apiClientId: platform.apiClient.id, url: `${receiver.url}/platform` },
      SHOWN,
    );
    await say(consumer, one, "to my own side", "CONSUMER_SIDE");
    await say(consumer, one, "to both");
    await owner.do("createApiClient", { name: "inside", providerId, scopes: ["ORDERS_READ"] }, "{ apiClient { id } }");
    await receiver.until(3, "/");
    await settled(id, 3);
    // Histories overtake each other. Its own making is of the provider's, as its members see it.
    expect(receiver.received.map(({ path, said }) => `${path} ${said.type}`).sort()).toEqual([
      "/ API_CLIENT_CREATED",
      "/ MESSAGE_SENT",
      "/ WEBHOOK_CREATED",
    ]);
  });

  further(
    "bad addresses are refused when they are named, and bad answers are failures without further harm",
    async () => {
      const made = await client();
      for (const url of [
        "http://example.org/hook",
        "https://127.0.0.2/",
        "https://[fe80::1]/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest",
        "https://user:pass@example.org/",
        "https://intranet/",
        "https://db.internal/",
        "ftp://example.org/",
        "no address",
      ]) {
        const { extensions } = await made.as.tryTo("createWebhookEndpoint", { url });
        expect([url, extensions.reason, extensions.field]).toEqual([url, "webhook.address", "input.url"]);
      }
      const { id } = await endpoint(made);
      const test = async (): Promise<Record<string, unknown>> =>
        (
          await made.as.do(
            "sendTestWebhook",
            { webhookEndpointId: id },
            "{ attempt { httpStatus problem excerpt durationMs } }",
          )
        ).attempt;
      expect(await test()).toMatchObject({ httpStatus: 204, problem: null });
      expect(receiver.received[0]?.said.type).toBe("TEST");
      receiver.answer = (response) => void response.writeHead(302, { location: "/elsewhere" }).end();
      expect(await test()).toMatchObject({ httpStatus: 302, problem: "REDIRECTED" });
      receiver.answer = (response) => {
        response.writeHead(400);
        const write = (): void => {
          while (!response.destroyed && response.write("x".repeat(65_536)));
          if (!response.destroyed) response.once("drain", write);
        };
        write();
      };
      expect(await test()).toMatchObject({ httpStatus: 400, problem: "REFUSED", excerpt: "x".repeat(200) });
      receiver.answer = (response) => void response.socket?.end("nonsense\r\n\r\n");
      expect(await test()).toMatchObject({ httpStatus: null, problem: "UNREACHABLE" });
      // On a connection that was kept, too, it is sent once.
      const answer: Receiver["answer"] = (response) => void response.writeHead(204).end();
      receiver.answer = answer;
      await test();
      const before = receiver.received.length;
      receiver.answer = () => undefined;
      const hangs = await test();
      expect(hangs).toMatchObject({ httpStatus: null, problem: "TIMEOUT" });
      receiver.answer = answer;
      await test();
      expect(receiver.received.length - before).toBe(2);
      expect(hangs.durationMs).toBeLessThan(6_000);
      expect(receiver.received.map(({ path }) => path)).not.toContain("/elsewhere");
      for (let n = 1; n < 10; n += 1) await endpoint(made);
      expect((await made.as.tryTo("createWebhookEndpoint", { url: receiver.url })).extensions.reason).toBe(
        "webhook.tooMany",
      );
    },
  );

  further("with a query, each event has its response, under the client's rights at that moment", async () => {
    const made = await client();
    const complaint =
      "query Told($complaintId: ID!) { complaint(id: $complaintId) { title messages(last: 1) { nodes { text } } } }";
    const { id } = await endpoint(made, { query: complaint, eventTypes: ["MESSAGE_SENT", "API_CLIENT_UPDATED"] });
    await say(consumer, one, "看得到");
    const [first] = await receiver.until(1);
    const { complaint: seen } = await made.as.ok("query ($id: ID!) { complaint(id: $id) { title } }", { id: one });
    expect(first?.said.response).toEqual({
      data: { complaint: { title: seen.title, messages: { nodes: [{ text: "看得到" }] } } },
    });
    // Of an event without this id it cannot be asked.
    await owner.do("updateApiClient", { apiClientId: made.apiClientId, name: "Renamed" }, "{ apiClient { id } }");
    expect((await receiver.until(2))[1]?.said).toMatchObject({ type: "API_CLIENT_UPDATED", response: null });
    // What is not the client's to see is refused in the response as it is elsewhere.
    const beyond = "query ($providerId: ID!) { providerOrders(providerId: $providerId, first: 1) { nodes { id } } }";
    await made.as.do("updateWebhookEndpoint", { webhookEndpointId: id, query: beyond }, "{ webhookEndpoint { id } }");
    await say(consumer, one, "noch da");
    expect((await receiver.until(3))[2]?.said.response).toMatchObject({
      data: null,
      errors: [{ path: ["providerOrders"], extensions: { code: "FORBIDDEN" } }],
    });
    await made.as.do("updateWebhookEndpoint", { webhookEndpointId: id, query: "" }, "{ webhookEndpoint { id } }");
    await say(consumer, one, "ohne");
    expect((await receiver.until(4))[3]?.said).not.toHaveProperty("response");
  });

  further("a query that could never be executed is refused", async () => {
    const made = await client();
    const refused = await Promise.all(
      HOPELESS.map(([query]) => made.as.tryTo("createWebhookEndpoint", { url: receiver.url, query })),
    );
    expect(refused.map(({ extensions: { code, reason, field } }) => [code, reason, field])).toEqual(
      HOPELESS.map(([, reason]) => ["BAD_USER_INPUT", reason, "input.query"]),
    );
  });

  further("a query that cannot be executed at the moment is a failed attempt, and is asked again", async () => {
    const { id } = await endpoint(await client(), { query: "{ viewer { displayName } }" });
    const run = jest.spyOn(StoredQueries.prototype, "run").mockRejectedValue(new Refusal("OVERLOADED"));
    await say(consumer, one, "later");
    await eventually(async () =>
      expect((await deliveries(id))[0]?.attempts).toMatchObject([{ httpStatus: null, problem: "QUERY_FAILED" }]),
    );
    run.mockRestore();
    expect(receiver.received).toEqual([]);
    world.clock.advance(10_000);
    expect((await receiver.until(1))[0]?.said.response).toEqual({ data: { viewer: { displayName: "Shop ERP" } } });
  });

  further(
    "a query is paid for by its client, as if it had asked: with nothing left, it is asked again later",
    async () => {
      const made = await client();
      const { id } = await endpoint(made, { query: "{ viewer { displayName } }", eventTypes: ["MESSAGE_SENT"] });
      // A document that nobody has sent before costs a point for two characters.
      const dear = (n: number): string => `{ its${n}: __typename${" ".repeat(240_000)} }`;
      let refused = false;
      for (let n = 0; !refused; n += 1)
        refused = (await made.as.gql(dear(n))).errors?.[0]?.extensions.code === "RATE_LIMITED";
      // What is left is less than the query costs.
      for (refused = false; !refused;)
        refused = (await made.as.gql("{ viewer { id } }")).errors?.[0]?.extensions.code === "RATE_LIMITED";
      await say(consumer, one, "dear");
      await eventually(async () =>
        expect((await deliveries(id))[0]?.attempts).toMatchObject([{ httpStatus: null, problem: "QUERY_FAILED" }]),
      );
      expect(receiver.received).toEqual([]);
    },
  );

  if (kind === "sqlite")
    test("the examples in docs/examples verify what was delivered, and nothing else", async () => {
      const made = await client();
      const { id } = await endpoint(made);
      const { secret } = await made.as.do("rotateWebhookSecret", { webhookEndpointId: id }, SHOWN);
      await say(consumer, one, "任何文字");
      const [{ body, headers }] = await receiver.until(1);
      for (const [program, file] of EXAMPLES) {
        const run = (text: string, changed: NodeJS.ProcessEnv = {}): Promise<number | null> =>
          outcomeOf(program, [...(program === "go" ? ["run"] : []), `docs/examples/webhooks/${file}`, secret], text, {
            WEBHOOK_ID: String(headers["webhook-id"]),
            WEBHOOK_TIMESTAMP: String(headers["webhook-timestamp"]),
            WEBHOOK_SIGNATURE: String(headers["webhook-signature"]),
            ...changed,
          });
        const isHere = await outcomeOf(program, ["--version"], "", {}).catch(() => null);
        if (isHere === null) {
          console.log(`docs/examples/webhooks/${file} was not run: ${program} is not installed`);
          continue;
        }
        const old = String(Number(headers["webhook-timestamp"]) - 301);
        const found = [
          await run(body),
          await run(`${body} `),
          await run(body, { WEBHOOK_ID: "x" }),
          await run(body, { WEBHOOK_TIMESTAMP: old }),
        ];
        expect([file, ...found]).toEqual([file, 0, 1, 1, 1]);
      }
    });

  test("one client whose endpoints all hang holds up no other client", async () => {
    const [hog, neighbour] = [await client(), await client()];
    const cases = [one, other, (await openCase(world)).id, (await openCase(world)).id];
    const { sealer } = world.server.services;
    await world.projected();
    const position = await endOfLog(world.db);
    for (const complaintId of cases) await say(consumer, complaintId, "for everybody");
    await world.projected();
    // All that is due is found at once, the hog's first: as much as there are places.
    await world.db.transact(async (tx) => {
      const add = (made: Made, path: string): void => {
        const id = newId(WebhookEndpoint);
        tx.insert(WebhookEndpoint, {
          ...{ id, clientId: made.apiClientId, url: receiver.url + path, eventTypes: ["MESSAGE_SENT"], query: null },
          ...{ status: "ACTIVE", position, secret: webhookEncryption(sealer).encrypt(newSecret(), id) },
          ...{ previousSecrets: null, previousUntil: null, lookAgainAfter: null, failingSince: null, deletedAt: null },
          ...{ createdById: made.apiClientId, createdAt: tx.now },
        });
      };
      for (let n = 0; n < 48; n += 1) add(hog, "/hangs");
      add(neighbour, "/quick");
    });
    receiver.answer = (response, { path }) => (path === "/hangs" ? undefined : void response.writeHead(200).end());
    await receiver.until(4, "/quick");
    expect(receiver.ids("/hangs").length).toBeLessThan(48 * 4);
  });

  test("an endpoint that hangs holds up no other", async () => {
    const made = await client();
    await endpoint(made, { url: `${receiver.url}/hangs` });
    const quick = await endpoint(made, { url: `${receiver.url}/quick` });
    receiver.answer = (response, { path }) => (path === "/hangs" ? undefined : void response.writeHead(200).end());
    for (let n = 0; n < 10; n += 1) await say(consumer, n % 2 === 0 ? one : other, String(n));
    await settled(quick.id, 10);
    expect(receiver.ids("/hangs").length).toBeLessThanOrEqual(2);
  });
});

describeWith("mariadbd", "with the courier in a process of its own", () => {
  test("killed in the middle, and taken over: nothing is lost, and each case stays in order", async () => {
    await using world = await startWorld("mariadb", {}, { WEBHOOK_LOOPBACK: "true", ROLES: "web,live" });
    await using receiver = await Receiver.open();
    receiver.answer = (response) => void setTimeout(() => response.writeHead(200).end(), 20);
    const worker = (): Promise<ServerNode> =>
      ServerNode.start({
        DATABASE_URL: world.databaseUrl,
        SECRET: world.secret,
        WEBHOOK_LOOPBACK: "true",
        DEMO_MARKET: "none",
        ROLES: "worker",
      });
    const [owner, consumer] = [await world.as("wang.owner"), await world.as("li.na")];
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    const providerId = viewer.memberships[0].provider.id as string;
    const given = { name: "ERP", providerId, scopes: SCOPES };
    const { apiClient } = await owner.do("createApiClient", given, "{ apiClient { id } }");
    await owner.do("createApiKey", { apiClientId: apiClient.id }, "{ secret }");
    const input = { apiClientId: apiClient.id, url: receiver.url, eventTypes: ["MESSAGE_SENT"] };
    await owner.do("createWebhookEndpoint", input, SHOWN);
    const cases = [(await openCase(world)).id, (await openCase(world)).id, (await openCase(world)).id];
    await using first = await worker();
    await using second = await worker();
    const write = async (): Promise<void> => {
      for (let n = 0; n < 30; n += 1) await say(consumer, cases[n % 3] ?? "", String(n));
    };
    for (const node of [first, second]) {
      const before = receiver.received.length;
      const writing = write();
      await receiver.until(before + 5);
      await node.kill();
      await writing;
      if (node === first) await node.restart();
    }
    const ids = (): string[] => [...new Set(receiver.ids())];
    await eventually(async () => expect(ids()).toHaveLength(60));
    for (const complaintId of cases) {
      const places = await placesOf(world, complaintId, ids());
      expect(places).toHaveLength(20);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });
});

test("waits grow, differ, and end after exactly three days", () => {
  let now = 0;
  const waits: number[] = [];
  for (let tries = 1; ; tries += 1) {
    const next = nextTry(tries, 0, now, 0.5);
    if (next === null) break;
    waits.push(next - now);
    now = next;
  }
  expect(now).toBe(PATIENCE_MS);
  expect(waits.slice(0, 4)).toEqual([5_000, 300_000, 1_800_000, 7_200_000]);
  expect(nextTry(2, 0, 0, 0)).toBe(240_000);
  expect(nextTry(2, 0, 0, 1)).toBe(360_000);
  // Whoever asks to be left alone is, but not for good.
  expect([10_000, 3_600_000, Infinity].map((asked) => nextTry(2, 0, 0, 0.5, asked))).toEqual([
    300_000, 3_600_000, 36_000_000,
  ]);
});

test("without the setting nothing is sent to this machine, whatever stands in the table", async () => {
  await using receiver = await Receiver.open();
  using poster = new Poster(false);
  expect(await poster.post(receiver.url, {}, "{}")).toMatchObject({ problem: "PRIVATE_ADDRESS" });
  expect(await poster.post(receiver.url.replace("http", "https"), {}, "{}")).toMatchObject({
    problem: "PRIVATE_ADDRESS",
  });
  expect(receiver.received).toEqual([]);
});
