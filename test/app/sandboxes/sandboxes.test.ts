import argon2 from "@node-rs/argon2";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import promises from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import pino from "pino";
import { Webhook } from "standardwebhooks";
import { imageLimits } from "../../../src/accounts/uploads/image-limits.queries";
import { sandboxConfig } from "../../../src/app/sandboxes/sandbox-config";
import { BUDGET, CACHES, RECORD_POINTS } from "../../../src/app/sandboxes/sandbox-limits.table";
import { Sandbox } from "../../../src/app/sandboxes/sandbox.entity";
import { ANSWER_WORDS, TITLE_WORDS } from "../../../src/app/sandboxes/sandbox-outcomes.table";
import { COMPLAINT_STATUSES } from "../../../src/case/complaints/complaint.lifecycle";
import { parseConfig } from "../../../src/config";
import { HouseRules } from "../../../src/house-rules/house-rules";
import { HOUSE_RULES } from "../../../src/house-rules/house-rules.table";
import { PolicyValue } from "../../../src/house-rules/policy-value.entity";
import { AdjustableClock } from "../../../src/platform/clock";
import { startServer } from "../../../src/server";
import { eventually } from "../../support/eventually";
import { Receiver } from "../../support/receiver";
import { temporaryFolder } from "../../support/temporary";
import { signIn, startWorld, type Person, type World } from "../../support/world";
import { makeSandbox, refusedAtDoor, signedIn, testCase, withKey, type Made } from "./sandbox";

const DAY = 86_400_000;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let world: World;
let box: Made;
let provider: Person;
let consumer: Person;

beforeAll(async () => {
  world = await startWorld("sqlite", {}, { WEBHOOK_LOOPBACK: "true" });
  box = await makeSandbox(world);
  provider = withKey(box);
  consumer = await signedIn(box, "li.na");
}, 60_000);
afterAll(() => world?.[Symbol.asyncDispose]());

const statusOf = async (id: string): Promise<string> =>
  (await consumer.ok("query ($id: ID!) { complaint(id: $id) { status } }", { id })).complaint.status;

/** There are three of the platform's at most. */
async function ofProvider(): Promise<Made> {
  const owner = await world.as("wang.owner");
  const { viewer } = await owner.ok("{ viewer { memberships { provider { id } } } }");
  return makeSandbox(world, "wang.owner", viewer.memberships[0].provider.id);
}

/** A complaint of the consumer's own about a new order, filed by the API as anywhere. */
async function complain(
  title: string,
  breachClass = "ORDINARY",
  { listingId = "", amount = 60_000 } = {},
): Promise<string> {
  const { listings } = await consumer.ok("{ listings { nodes { id } } }");
  const shown = "{ order { id promises { promiseVersion { id kind } } } }";
  const { order } = await consumer.do("placeOrder", { listingId: listingId || listings.nodes[0].id }, shown);
  const { promiseVersion } = order.promises.find((each: { promiseVersion: { kind: string } }) =>
    each.promiseVersion.kind.startsWith("GIFT"),
  );
  const { complaint } = await consumer.do("openComplaint", {
    ...{ orderId: order.id, title, story: "The three posters that were promised have not come.", breachClass },
    breaches: [{ promiseVersionId: promiseVersion.id, expected: "Three posters", delivered: "None", amount }],
    ...{ demandKind: "REFUND_PART", demandAmount: amount },
  });
  return complaint.id;
}

/** All that the market itself holds and shows. */
async function market(): Promise<unknown> {
  const counts = await Promise.all(
    ["event_log", "event_topic", "complaint", "service_order", "account", "api_client", "notice", "text_term"].map(
      async (table) => [table, (await world.db.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n],
    ),
  );
  const shown = await world.visitor.ok(
    `{ register { nodes { id } } providers { nodes { id } } search(text: "posters") { __typename } publicStatistics { quarter } }`,
  );
  return [counts, shown];
}

test("every state by one call, and nothing of it is in the market's history, register, statistics or search", async () => {
  const auditor = await world.as("sun.audit");
  await world.projected();
  const before = await market();
  for (const state of COMPLAINT_STATUSES) {
    const played = await testCase(provider, state, `posters and ${state}`);
    expect(played.status).toBe(state);
    const { complaint } = await auditor.ok("query ($id: ID!) { complaint(id: $id) { id } }", played);
    expect(complaint).toBeNull();
  }
  await world.projected();
  expect(await market()).toEqual(before);
  const { register } = await provider.ok("{ register { nodes { kind } } }");
  expect(register.nodes.length).toBeGreaterThan(0);
});

describe("magic words", () => {
  // The state in which each says that it leaves the case.
  const endOf = (text: string): string => /[(（]([A-Z_]+)[)）]/.exec(text)?.[1] ?? "";

  test.each(TITLE_WORDS)("$word", async ({ word, en, zh }) => {
    const id = await complain(`${word} of the posters`);
    await eventually(async () => expect(await shown(id)).toMatchObject({ status: endOf(en), moved: true }));
    expect(endOf(zh)).toBe(endOf(en));
  });

  /** Whether anybody but the consumer has acted. */
  async function shown(id: string): Promise<{ status: string; moved: boolean }> {
    const { complaint } = await consumer.ok(
      "query ($id: ID!) { complaint(id: $id) { status timeline(first: 50) { nodes { type } } } }",
      { id },
    );
    return { status: complaint.status, moved: complaint.timeline.nodes.length > 1 };
  }

  test.each([
    { currency: "JPY", price: 4_999, demand: 3_333 },
    { currency: "KWD", price: 12_345, demand: 5 },
    { currency: "CNY", price: 199_900, demand: 60_001 },
  ])("half of what is demanded is half, and the refund all of it: $currency", async ({ currency, price, demand }) => {
    const owner = await signedIn(box, "wang.owner");
    const { viewer } = await owner.ok("{ viewer { memberships { provider { id } } } }");
    const providerId = viewer.memberships[0].provider.id;
    const about = { category: "shop-design", title: `A design for ${currency}`, price: { amount: price, currency } };
    const { listing } = await owner.do("createListing", { providerId, ...about }, "{ listing { id } }");
    const gift = { kind: "GIFT_OR_DISCOUNT", text: "Three posters.", terms: { giftDescription: "posters" } };
    await owner.do("publishPromise", { listingId: listing.id, ...gift }, "{ clientMutationId }");
    await owner.do("setListingStatus", { listingId: listing.id, status: "LISTED" }, "{ clientMutationId }");
    const actedOn = async (word: string, selection: string): Promise<unknown> => {
      const id = await complain(word, "ORDINARY", { listingId: listing.id, amount: demand });
      return eventually(async () => {
        const { complaint } = await consumer.ok(`query ($id: ID!) { complaint(id: $id) { ${selection} } }`, { id });
        if (!complaint.ruling && !complaint.offers?.nodes.length) throw new Error("nobody has acted yet");
        return complaint;
      });
    };
    expect(await actedOn("test:provider_offers", "offers { nodes { amount { amount currency } } }")).toEqual({
      offers: { nodes: [{ amount: { amount: Math.round(demand / 2), currency } }] },
    });
    expect(await actedOn("test:uphold", "ruling { remedies { amount { amount currency } } }")).toEqual({
      ruling: { remedies: [{ amount: { amount: demand, currency } }] },
    });
    await owner.do("setListingStatus", { listingId: listing.id, status: "DELISTED" }, "{ clientMutationId }");
  });

  test.each(ANSWER_WORDS.OFFER)("$word in an offer", async ({ word, en }) => {
    const complaintId = await complain("the posters");
    const terms = { complaintId, kind: "REFUND_PART", amount: 30_000, text: `${word} half of it`, settleWithinDays: 7 };
    await provider.do("makeOffer", terms);
    const types = { "test:consumer_accepts": "OFFER_ACCEPTED", "test:consumer_declines": "OFFER_DECLINED" };
    const query = "query ($id: ID!) { complaint(id: $id) { status timeline(first: 50) { nodes { type } } } }";
    await eventually(async () => {
      const { complaint } = await consumer.ok(query, { id: complaintId });
      expect(complaint.status).toBe(endOf(en));
      expect(complaint.timeline.nodes).toContainEqual({ type: types[word as keyof typeof types] });
    });
  });

  test.each(ANSWER_WORDS.SETTLEMENT)("$word in the proof of a settlement", async ({ word, en }) => {
    const { id } = await testCase(provider, "SETTLING");
    const proof = { complaintId: id, text: `${word}: it was refunded`, evidenceIds: [], refundChannel: "BANK" };
    await provider.do("fileSettlementProof", proof);
    await eventually(async () => expect(await statusOf(id)).toBe(endOf(en)));
  });

  test.each(ANSWER_WORDS.REMEDY)("$word in the proof of a remedy", async ({ word }) => {
    const { id } = await testCase(provider, "RULED");
    const query = "query ($id: ID!) { complaint(id: $id) { ruling { remedies { id confirmedAt contestReason } } } }";
    const remedy = async () => (await consumer.ok(query, { id })).complaint.ruling.remedies[0];
    const proof = {
      remedyId: (await remedy()).id,
      text: `${word}: it was refunded`,
      evidenceIds: [],
      refundChannel: "BANK",
    };
    await provider.do("fileRemedyProof", { complaintId: id, ...proof });
    const filled = word === "test:consumer_confirms" ? "confirmedAt" : "contestReason";
    await eventually(async () => expect((await remedy())[filled]).not.toBeNull());
  });

  test("the remedy in whose proof it stands is confirmed, and not another one of the ruling", async () => {
    const { id: complaintId } = await testCase(provider, "UNDER_REVIEW");
    const moderator = await signedIn(box, "chen.mod");
    const query = "query ($id: ID!) { complaint(id: $id) { breaches { id } } rules { id code } }";
    const { complaint, rules } = await moderator.ok(query, { id: complaintId });
    const ruleVersionId = rules.find(({ code }: { code: string }) => code === "GIFT-1").id;
    const taken = await moderator.do("takeComplaint", { complaintId }, "{ complaint { lease { token } } }");
    const refund = { kind: "REFUND_PART", amount: 10_000, text: "Refund 100 yuan", withinDays: 7 };
    await moderator.do("issueRuling", {
      ...{ complaintId, leaseToken: taken.complaint.lease.token, outcome: "UPHELD", rootCause: "CAPACITY" },
      ...{
        facts: "Three posters were promised.",
        reasoning: "None came.",
        publicText: "A promised gift did not come.",
      },
      findings: [{ breachId: complaint.breaches[0].id, result: "BROKEN", ruleVersionId, reasoning: "By the record." }],
      remedies: [refund, { kind: "APOLOGY", text: "A written apology", insteadAmount: 5_000, withinDays: 7 }],
      ...{ penalties: [], departureReason: "Only to see what happens." },
    });
    for (const side of [consumer, await signedIn(box, "wang.owner")]) await side.do("waiveAppeal", { complaintId });
    const look = "query ($id: ID!) { complaint(id: $id) { ruling { remedies { id kind confirmedAt } } } }";
    const remedies = async () => (await consumer.ok(look, { id: complaintId })).complaint.ruling.remedies;
    for (const { id: remedyId, kind } of await remedies()) {
      const proof = {
        text: "test:consumer_confirms as ruled",
        ...(kind === "APOLOGY" ? {} : { refundChannel: "BANK" }),
      };
      await provider.do("fileRemedyProof", { complaintId, remedyId, evidenceIds: [], ...proof });
      await eventually(async () =>
        expect((await remedies()).find(({ id }: { id: string }) => id === remedyId).confirmedAt).not.toBeNull(),
      );
    }
  });

  test("a case that begins before the platform goes on from there", async () => {
    const id = await complain("test:uphold of the posters", "FRAUD");
    await eventually(async () => expect(await statusOf(id)).toBe("RULED"));
  });
});

test("what is done there is told on its own sockets and to its own webhooks, under its own secret", async () => {
  await using receiver = await Receiver.open();
  const created = await provider.do(
    "createWebhookEndpoint",
    { url: receiver.url, eventTypes: ["MESSAGE_SENT"] },
    "{ secret }",
  );
  const mine = consumer.follow("subscription { myComplaintsUpdated { event { type } } }");
  const live = (await world.as("li.na")).follow("subscription { myComplaintsUpdated { event { type } } }");
  // What happened before a stream begins is not told on it.
  for (const stream of [mine, live]) await stream.until(({ received }) => received.length > 0);
  const { id } = await testCase(provider, "NEGOTIATING");
  await consumer.do("sendMessage", { complaintId: id, text: "When do they come?" });
  const [{ body, headers }] = await receiver.until(1);
  new Webhook(created.secret).verify(body, headers as Record<string, string>);
  await mine.until(({ received }) => received.some(({ event }) => event?.type === "MESSAGE_SENT"));
  expect(live.received.filter(({ event }) => event)).toEqual([]);
  mine.close();
  live.close();
  await consumer.hangUp();
});

test("this server sends to no more addresses for one sandbox than it has webhooks for, whoever makes how many clients", async () => {
  await using receiver = await Receiver.open();
  const crowded = await ofProvider();
  const seller = await signedIn(crowded, "wang.owner");
  const { viewer } = await seller.ok("{ viewer { memberships { provider { id } } } }");
  const input = { providerId: viewer.memberships[0].provider.id, scopes: ["COMPLAINTS_READ"], addresses: [] };
  const clients: string[] = [];
  for (const name of ["one", "two", "three"]) {
    const { apiClient } = await seller.do("createApiClient", { ...input, name }, "{ apiClient { id } }");
    clients.push(apiClient.id);
  }
  const add = { url: receiver.url, eventTypes: [] };
  for (const apiClientId of clients.slice(0, 2))
    for (let n = 0; n < 10; n += 1) await seller.do("createWebhookEndpoint", { ...add, apiClientId }, "{ secret }");
  const further = await seller.tryTo("createWebhookEndpoint", { ...add, apiClientId: clients[2] });
  expect(further.extensions).toMatchObject({ code: "LIMIT_REACHED", reason: "webhook.sandboxFull" });
  await (await world.as("wang.owner")).do("deleteSandbox", { sandboxId: crowded.id }, "{ sandboxId }");
}, 60_000);

test("files go to its own address, and come from there", async () => {
  const { id } = await testCase(provider, "EVIDENCE");
  const sha256 = createHash("sha256").update(PNG).digest("hex");
  const { evidence, uploadUrl } = await consumer.do(
    "createEvidenceUpload",
    {
      ...{ complaintId: id, kind: "SCREENSHOT", title: "The page", fileName: "page.png", mediaType: "image/png" },
      ...{ size: PNG.length, sha256 },
    },
    "{ uploadUrl evidence { id } }",
  );
  expect(uploadUrl.startsWith(`${box.url}/`)).toBe(true);
  const headers = { authorization: `Bearer ${consumer.token}` };
  expect((await fetch(uploadUrl, { method: "PUT", body: PNG, headers })).status).toBe(201);
  // The same address of the market itself leads nowhere.
  const elsewhere = uploadUrl.replace(box.url, world.url);
  expect((await fetch(elsewhere, { method: "PUT", body: PNG, headers })).ok).toBe(false);
  const stored = await consumer.ok("query ($id: ID!) { evidence(id: $id) { sha256 downloadUrl } }", evidence);
  expect(stored.evidence.sha256).toBe(sha256);
  expect((await fetch(stored.evidence.downloadUrl, { headers })).status).toBe(200);
});

describe("keys and people", () => {
  let other: Made;
  beforeAll(async () => {
    other = await makeSandbox(world, "admin");
  });

  test("are of one sandbox: not of the market itself, of another one, nor the other way round", async () => {
    const owner = await world.as("wang.owner");
    const { viewer } = await owner.ok("{ viewer { memberships { provider { id } } } }");
    const given = { name: "ERP", scopes: ["PROVIDER_READ"], providerId: viewer.memberships[0].provider.id };
    const { apiClient } = await owner.do("createApiClient", given, "{ apiClient { id } }");
    const { secret } = await owner.do("createApiKey", { apiClientId: apiClient.id }, "{ secret }");
    expect(secret).toMatch(/^rdk_live_/);
    const refused = [
      await refusedAtDoor(world.url, box.providerKey),
      await refusedAtDoor(world.url, box.platformKey),
      await refusedAtDoor(box.url, secret),
      await refusedAtDoor(other.url, box.providerKey),
      await refusedAtDoor(world.url, consumer.token),
      await refusedAtDoor(other.url, consumer.token),
      await refusedAtDoor(box.url, owner.token),
    ];
    expect(refused.map(({ reason }) => reason)).toEqual([
      ...["sandbox.testKey", "sandbox.testKey", "sandbox.liveKey", "client.keyEnded"],
      ...Array.from({ length: 3 }, () => "badToken"),
    ]);
    expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(new Set(["401 UNAUTHENTICATED"]));
    await expect(signedIn({ ...other, password: box.password }, "li.na")).rejects.toThrow("badCredentials");
  });

  test("a further key is a test key, and one that is revoked is refused at once", async () => {
    const owner = await signedIn(other, "wang.owner");
    const { viewer } = await owner.ok("{ viewer { memberships { provider { id } } } }");
    const providerId = viewer.memberships[0].provider.id;
    const { apiClients } = await owner.ok(
      "query ($id: ID!) { apiClients(providerId: $id) { nodes { id keys { id hint } } } }",
      { id: providerId },
    );
    const [client] = apiClients.nodes;
    expect(client.keys[0].hint).toBe(other.providerKey.slice(-4));
    const { secret } = await owner.do("createApiKey", { apiClientId: client.id }, "{ secret }");
    expect(secret).toMatch(/^rdk_test_/);
    await withKey(other, secret).ok("{ viewer { id } }");
    await withKey(other).ok("{ viewer { id } }");
    await owner.do("revokeApiKey", { apiKeyId: client.keys[0].id }, "{ clientMutationId }");
    expect(await refusedAtDoor(other.url, other.providerKey)).toMatchObject({ status: 401, reason: "client.keyEnded" });
    await withKey(other, secret).ok("{ viewer { id } }");
  });

  test("each of the people can sign in as what they are", async () => {
    expect(other.people.map(({ login }) => login)).toContain("chen.mod");
    const chen = await signedIn(other, "chen.mod");
    expect((await chen.ok("{ viewer { roles } }")).viewer.roles).toContain("MODERATOR");
  });
});

test("whoever fills one with sign-ins keeps nobody from signing in to the market", async () => {
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((done) => (goOn = done));
  const verify = jest.spyOn(argon2, "verify").mockImplementationOnce(async () => {
    await held;
    return false;
  });
  let refused = 0;
  const tries = Array.from({ length: 10 }, () =>
    signedIn(box, "li.na").catch((error: Error) => (refused += error.message.includes("OVERLOADED") ? 1 : 0)),
  );
  await eventually(async () => expect(refused).toBe(6));
  const entering = signIn(world.url, "li.na");
  goOn();
  expect((await entering).token).toBeDefined();
  await Promise.all(tries);
  verify.mockRestore();
});

test("those in one share a budget, however many they are; the market and other sandboxes have their own", async () => {
  const busy = await makeSandbox(world);
  const all = [withKey(busy), withKey(busy, busy.platformKey), await signedIn(busy, "li.na")];
  let sent = 0;
  const codes = (who: Person): Promise<(string | undefined)[]> =>
    Promise.all(
      [1, 2].map(async () => {
        // A document that nobody has sent before costs a point for two characters.
        const { errors } = await who.gql(`{ its${(sent += 1)}: __typename${" ".repeat(110_000)} }`);
        return errors?.[0]?.extensions.code;
      }),
    );
  const answered = [];
  for (const who of all) answered.push(...(await codes(who)));
  expect(answered).toEqual([...Array.from({ length: 4 }, () => undefined), "RATE_LIMITED", "RATE_LIMITED"]);
  await Promise.all([provider.ok("{ viewer { id } }"), world.visitor.ok("{ rules { code } }")]);
}, 60_000);

test("what only sandboxes have is refused in the market itself, and sandboxes have none of their own", async () => {
  const admin = await world.as("admin");
  for (const [name, input] of [
    ["advanceTestClock", { byHours: 1 }],
    ["createTestCase", { state: "RULED" }],
  ] as const)
    expect((await admin.tryTo(name, input)).extensions).toMatchObject({ code: "FORBIDDEN", reason: "sandbox.only" });
  const inside = await signedIn(box, "admin");
  const listed = async (person: Person): Promise<string[]> => (await person.ok("{ openOperations }")).openOperations;
  const those = expect.arrayContaining(["advanceTestClock", "createTestCase"]);
  expect([await listed(admin), await listed(inside)]).toEqual([
    expect.not.arrayContaining(["advanceTestClock"]),
    those,
  ]);
  const refused = await inside.tryTo("createSandbox", { name: "one more" });
  expect(refused.extensions).toMatchObject({ code: "UNAVAILABLE", reason: "sandbox.none" });
});

test("a sandbox sends no mail, pushes nothing, and asks no payment side", async () => {
  const person = await signedIn(box, "tom");
  const { extensions } = await person.tryTo("addContactPoint", {
    ...{ kind: "EMAIL", address: "tom@example.com", proof: { password: box.password } },
  });
  expect(extensions.reason).toBe("contact.noMail");
});

test("its clock goes forward only, and what falls due happens on the way as it would have", async () => {
  const { id } = await testCase(provider, "NEGOTIATING");
  const now = async (): Promise<number> => {
    const { status } = await provider.gql("{ __typename }");
    return status === 200 ? Date.parse((await provider.do("advanceTestClock", { byHours: 1 }, "{ now }")).now) : 0;
  };
  const from = await now();
  for (const to of [from - DAY, from + 93 * DAY])
    expect((await provider.tryTo("advanceTestClock", { to: new Date(to).toISOString() })).extensions).toMatchObject({
      ...{ code: "BAD_USER_INPUT", reason: "sandbox.clock" },
    });
  for (const given of [{}, { byHours: 1, to: new Date(from + DAY).toISOString() }])
    expect((await provider.tryTo("advanceTestClock", given)).extensions.reason).toBe("sandbox.clock");
  const to = new Date(from + 9 * DAY).toISOString();
  const moved = await provider.do("advanceTestClock", { to }, "{ now clocksRung }");
  expect(Date.parse(moved.now)).toBeGreaterThanOrEqual(from + 9 * DAY);
  expect(moved.clocksRung).toBeGreaterThan(2);
  const { complaint } = await provider.ok(
    "query ($id: ID!) { complaint(id: $id) { status timeline(first: 50) { nodes { type at } } } }",
    { id },
  );
  // The provider was silent, and so was the platform: each is noted when its time was over.
  const at = (type: string): number =>
    Date.parse(complaint.timeline.nodes.find((event: { type: string }) => event.type === type)?.at);
  const hours = (from: string, until: string): number => Math.round((at(until) - at(from)) / 3_600_000);
  expect(hours("COMPLAINT_OPENED", "FIRST_RESPONSE_MISSED")).toBe(48);
  expect(hours("COMPLAINT_OPENED", "COMPLAINT_ESCALATED")).toBe(72);
  expect(hours("COMPLAINT_ESCALATED", "ADMISSIBILITY_LATE")).toBeGreaterThan(24);
  // People's tokens have ended with the time; keys have not.
  expect((await consumer.refused("{ viewer { id } }")).extensions.code).toBe("TOKEN_EXPIRED");
  await provider.ok("{ viewer { id } }");
}, 60_000);

test.each([
  ["en", "en"],
  ["zh-CN", "zh"],
] as const)("the guide of developers lists every word, in %s", (folder, language) => {
  const page = readFileSync(join(__dirname, "../../../docs/developers", folder, "sandbox.md"), "utf8");
  const listed = [...page.matchAll(/^\| `(test:\w+)` +\| (.+?) +\|$/gm)].map(([, word, says]) => [word, says]);
  const words = [...TITLE_WORDS, ...Object.values(ANSWER_WORDS).flat()];
  expect(listed).toEqual(words.map((each) => [each.word, each[language]]));
});

test("its own house rules let nobody take more of the disk, or of the memory for pictures, than there is for one", async () => {
  await using place = await temporaryFolder("bounded");
  const sandbox = await world.db.byId(Sandbox, box.id);
  if (!sandbox) throw new Error("the sandbox is not there");
  const config = sandboxConfig(parseConfig({ SECRET: world.secret }), sandbox.id, place.path, world.url);
  await using server = await startServer(config, {
    ...{ sandbox, clock: new AdjustableClock(), log: pino({ level: "silent" }) },
  });
  expect(server.kept?.figures.maxBytes).toBe(CACHES.answerBytes);
  const { database, storage, clock } = server.services;
  const value = { points: 500_000_000, costlyPoints: 500_000_000 };
  const raised = { id: "pol_raised", code: "uploads.image" as const, effectiveFrom: clock.now(), value };
  await database.transact(async (tx) => tx.insert(PolicyValue, raised));
  HouseRules.forgetIn(database);
  expect((await HouseRules.inForce(database, clock.now())).number("uploads.image", "points")).toBe(value.points);
  expect(await imageLimits(database, clock.now())).toEqual(HOUSE_RULES["uploads.image"][0]);

  let arrives = (): void => undefined;
  const arrival = new Promise<void>((done) => (arrives = done));
  async function* late(): AsyncGenerator<Uint8Array> {
    await arrival;
    yield PNG;
  }
  const full = { code: "LIMIT_REACHED", details: { reason: "sandbox.full" } };
  const most = 80 * 1024 * 1024;
  const first = storage.put("announced1", late(), most);
  await expect(storage.put("announced2", late(), most)).rejects.toMatchObject(full);
  await expect(storage.append("announced3", 0, most, late())).rejects.toMatchObject(full);
  await expect(storage.put("announced4", late(), 10 ** 10)).rejects.toMatchObject(full);
  arrives();
  await first;
  await storage.put("announced2", late(), most);
  expect(await buffer(await storage.get("announced2"))).toEqual(PNG);
  const walks = jest.spyOn(promises, "readdir");
  for (let n = 0; n < 20; n += 1) await storage.put(`smallfile${n}`, Readable.from([PNG]), PNG.length);
  expect(walks.mock.calls.length).toBeLessThan(3);
  walks.mockRestore();
});

test("a marketplace's records cost points there, however they are sent and whatever they change", async () => {
  const busy = await ofProvider();
  const program = withKey(busy, busy.platformKey);
  const admin = await signedIn(busy, "admin");
  await admin.do("createMarketplaceSource", { name: "shop", title: "The shop" }, "{ source { id } }");
  const records = Array.from({ length: 500 }, (_, n) => ({ person: { externalId: `p-${n}`, displayName: "Li Na" } }));
  const lines = records.map((record) => `${JSON.stringify(record)}\n`).join("");
  const answer = await fetch(`${busy.url}/intake/shop`, {
    ...{ method: "POST", headers: { authorization: `Bearer ${busy.platformKey}` } },
    body: lines.repeat(BUDGET.perPerson / (500 * RECORD_POINTS) + 1),
  });
  const told = (await answer.text()).trim().split("\n");
  const [before, last] = told.slice(-2).map((line) => JSON.parse(line));
  expect(last).toMatchObject({ error: { extensions: { code: "RATE_LIMITED" } } });
  expect(before).toMatchObject({ created: 500, line: BUDGET.perPerson / RECORD_POINTS - 500 });
  const some = await program.tryTo("upsertMarketplaceRecords", { source: "shop", records }, "{ results { outcome } }");
  expect(some.extensions).toMatchObject({ code: "RATE_LIMITED", reason: "budget" });
  await admin.ok("{ viewer { id } }");
}, 60_000);

test("a case cannot be played of what the provider does not offer or promise any longer, and it is said so", async () => {
  const changed = await ofProvider();
  const seller = await signedIn(changed, "wang.owner");
  const { listings } = await seller.ok("{ listings { nodes { id promises { nodes { id kind } } } } }");
  const [listing] = listings.nodes;
  const gift = listing.promises.nodes.find(({ kind }: { kind: string }) => kind === "GIFT_OR_DISCOUNT");
  const refused = async () => (await seller.tryTo("createTestCase", { state: "RULED" })).extensions;
  await seller.do("setListingStatus", { listingId: listing.id, status: "DELISTED" }, "{ listing { id } }");
  expect(await refused()).toMatchObject({ code: "LISTING_UNAVAILABLE" });
  await seller.do("setListingStatus", { listingId: listing.id, status: "LISTED" }, "{ listing { id } }");
  expect(await testCase(seller, "RULED")).toMatchObject({ status: "RULED" });
  await seller.do("withdrawPromise", { promiseId: gift.id }, "{ clientMutationId }");
  expect(await refused()).toMatchObject({ code: "NOT_IN_THIS_STATE", reason: "sandbox.promiseGone" });
});
