import { createClient } from "graphql-sse";
import pino from "pino";
import { Account } from "../../src/accounts/account/account.entity";
import { createAccount } from "../../src/accounts/account/create-account";
import { isApiKey } from "../../src/accounts/sessions/api-key.pure";
import { addressRange, isInRanges } from "../../src/accounts/sessions/address-range.pure";
import { HouseRules } from "../../src/house-rules/house-rules";
import { ApiClient } from "../../src/market/api-clients/api-client.entity";
import { createApiClient } from "../../src/market/api-clients/create-api-client";
import type { Tx } from "../../src/platform/database/tx";
import { MESSAGES } from "../../src/app/messages";
import type { RunningServer } from "../../src/server";
import { once } from "../access/once";
import { openCase } from "../case/complaints/world-case";
import { PNG, sha256 } from "../case/evidence/samples";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { openSocket, Person, startNode, startWorld, Stream, type GqlError, type World } from "../support/world";

const EVERYTHING = [
  "PROVIDER_READ",
  "ORDERS_READ",
  "ORDERS_WRITE",
  "COMPLAINTS_READ",
  "COMPLAINTS_RESPOND",
  "EVIDENCE_WRITE",
  "LISTINGS_WRITE",
  "REGISTER_READ",
] as const;
const MINE = `subscription { myComplaintsUpdated { cursor caughtUp event { type } } }`;
const CASES = `{ myComplaints(first: 5) { nodes { id } } }`;
const SOON_MS = 1_000;

interface Made {
  id: string;
  keyId: string;
  secret: string;
  as: Person;
}

forEachDatabase((kind, further) => {
  let world: World;
  let second: RunningServer | undefined;
  let providerId: string;
  let caseId: string;
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (text: string) => void lines.push(text) });

  beforeAll(async () => {
    world = await startWorld(kind, { log }, { PROXY_HOPS: "1" });
    // SQLite files have one server.
    if (kind === "mariadb") second = await startNode(world, { PROXY_HOPS: "1" });
    const wang = await world.as("wang.owner");
    providerId = (await wang.ok(`{ viewer { memberships { provider { id } } } }`)).viewer.memberships[0].provider.id;
    caseId = (await openCase(world)).id;
  });
  afterAll(async () => {
    await second?.[Symbol.asyncDispose]();
    await world?.[Symbol.asyncDispose]();
  });

  const key = async (
    owner: Person,
    apiClientId: string,
    more: Record<string, unknown> = {},
  ): Promise<{ keyId: string; secret: string }> => {
    const made = await owner.do("createApiKey", { apiClientId, ...more }, "{ secret apiKey { id hint expiresAt } }");
    expect(made.apiKey.hint).toBe(made.secret.slice(-4));
    return { keyId: made.apiKey.id, secret: made.secret };
  };

  /** A client of wang's business with one key. */
  async function client(input: Record<string, unknown> = {}, who = "wang.owner"): Promise<Made> {
    const owner = await world.as(who);
    const given = { name: "Shop ERP", providerId, scopes: EVERYTHING, ...input };
    const { apiClient } = await owner.do("createApiClient", given, "{ apiClient { id } }");
    const made = await key(owner, apiClient.id);
    return { id: apiClient.id, ...made, as: new Person(world.url, made.secret, apiClient.id) };
  }

  const asked = async (
    secret: string,
    { query = CASES, url = world.url, from = "198.51.100.7" } = {},
  ): Promise<[number, string | undefined, unknown]> => {
    const { status, errors } = await new Person(url, secret).gql(query, {}, { "x-forwarded-for": from });
    return [status, errors?.[0]?.extensions.code, errors?.[0]?.extensions.reason];
  };
  const OK = [200, undefined, undefined];
  const ENDED = [401, "UNAUTHENTICATED", "client.keyEnded"];

  test("a client acts for its provider under its own name, and never as a person", async () => {
    const { id, secret, as } = await client({ name: "星火 ERP" });
    expect(isApiKey(secret)).toBe(true);
    const { viewer } = await as.ok(`{ viewer { id displayName roles memberships { role } } }`);
    expect(viewer).toMatchObject({ id, displayName: "星火 ERP", roles: [], memberships: [] });
    const { myComplaints } = await as.ok(CASES);
    expect(myComplaints.nodes).toContainEqual({ id: caseId });
    await as.do("sendMessage", { complaintId: caseId, text: "已转技术处理", visibility: "PARTIES" });
    const ofCase = `query ($id: ID!) { complaint(id: $id) { timeline(first: 100) { nodes { type actorRole clientName } } messages(first: 5) { nodes { side text } } } }`;
    for (const login of ["li.na", "wang.owner"]) {
      const { complaint } = await (await world.as(login)).ok(ofCase, { id: caseId });
      expect(complaint.timeline.nodes.at(-1)).toEqual({
        type: "MESSAGE_SENT",
        actorRole: "INTEGRATION",
        clientName: "星火 ERP",
      });
      expect(complaint.messages.nodes).toContainEqual({ side: "PROVIDER", text: "已转技术处理" });
    }
    const [stored] = await world.db.query<{ actor_id: string }>(
      "SELECT actor_id FROM event_log WHERE actor_role = 'INTEGRATION' AND stream_id = ?",
      [caseId],
    );
    expect(stored?.actor_id).toBe(id);
  });

  further("only a key's digest is stored, and no log has the key", async () => {
    const { secret, as } = await client();
    const rows = JSON.stringify(await world.db.query("SELECT * FROM api_key"));
    expect(rows).not.toContain(secret.slice(10, 40));
    await as.gql("{ nonsense");
    await as.gql(`mutation { advanceClock(input: { hours: 1 }) { clientMutationId } }`);
    await fetch(`${world.url}/graphql?access_token=${secret}&authorization=Bearer%20${secret}`);
    await fetch(`${world.url}/${secret}`);
    const socket = openSocket(world.url, `${secret}x`);
    await expect(once(socket, CASES)).rejects.toMatchObject({ code: 4401 });
    const told = JSON.stringify(await world.db.query("SELECT * FROM event_log")) + lines.join("");
    expect(lines.length).toBeGreaterThan(0);
    expect(told).not.toContain(secret.slice(10, 40));
  });

  further("a key in the address is none", async () => {
    const { secret } = await client();
    const body = JSON.stringify({ query: CASES });
    const headers = { "content-type": "application/json" };
    for (const name of ["authorization", "access_token", "token", "key"]) {
      const answer = await fetch(`${world.url}/graphql?${name}=${secret}`, { method: "POST", headers, body });
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    }
  });

  further("without the scope an operation is refused, over every transport, and however it is reached", async () => {
    const { as, secret } = await client({ scopes: ["ORDERS_READ"] });
    const reasonOf = (error: GqlError | undefined): unknown => error?.extensions.reason;
    const { message, extensions } = await as.refused(CASES);
    expect([extensions.code, extensions.reason]).toEqual(["FORBIDDEN", "client.scope"]);
    expect(message).toContain("read cases");
    expect(reasonOf(await as.refused(`{ eventsSince(fromBeginning: true) { cursor } }`))).toBe("client.scope");
    expect(await as.ok(`query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }`, { id: caseId })).toEqual({
      node: null,
      nodes: [null],
    });
    const socket = openSocket(world.url, secret);
    expect(reasonOf((await once(socket, CASES)).errors?.[0])).toBe("client.scope");
    expect(reasonOf((await once(socket, MINE)).errors?.[0])).toBe("client.scope");
    await socket.dispose();
    const events = createClient({
      url: `${world.url}/graphql/stream`,
      headers: { authorization: `Bearer ${secret}` },
      retryAttempts: 0,
    });
    const stream = new Stream(events as unknown as ConstructorParameters<typeof Stream>[0], MINE, {});
    await stream.until(({ errors }) => errors.length > 0);
    expect(reasonOf(stream.errors[0])).toBe("client.scope");
    events.dispose();
    const { openOperations } = await as.ok("{ openOperations }");
    expect(openOperations).toEqual(expect.arrayContaining(["providerOrders", "viewer"]));
    expect(openOperations).not.toEqual(expect.arrayContaining(["myComplaints"]));
  });

  test("another provider's orders and cases are not found, whatever the scopes", async () => {
    const { as } = await client();
    const stranger = await world.as("tom");
    const registered = { legalName: "Other Ltd", licenceNo: "OTHER-0001" };
    const { id: other } = (await stranger.do("registerProvider", registered, "{ provider { id } }")).provider;
    const foreign = `query ($id: ID!) { providerOrders(providerId: $id, first: 1) { nodes { id } } }`;
    expect((await as.refused(foreign, { id: other })).extensions.code).toBe("NOT_FOUND");
    // Not admitted yet, it is there for its members only.
    expect(await as.ok(`query ($id: ID!) { provider(id: $id) { id } }`, { id: other })).toEqual({ provider: null });
    const listings = `query ($id: ID!) { providerListings(providerId: $id, first: 1) { nodes { id } } }`;
    expect((await as.refused(listings, { id: other })).extensions.code).toMatch(/NOT_FOUND|FORBIDDEN/);
    const [mine] = await world.db.query<{ id: string }>("SELECT id FROM api_client LIMIT 1");
    for (const [mutation, input] of [
      ["updateApiClient", { apiClientId: mine?.id, name: "mine now" }],
      ["createApiKey", { apiClientId: mine?.id }],
      ["closeApiClient", { apiClientId: mine?.id }],
    ] as const)
      expect((await stranger.tryTo(mutation, input)).extensions.code).toBe("NOT_FOUND");
    expect(
      (await stranger.ok(`query ($id: ID!) { apiClient(id: $id) { id } }`, { id: mine?.id })).apiClient,
    ).toBeNull();
    const list = `query ($id: ID) { apiClients(providerId: $id, first: 5) { nodes { id } } }`;
    for (const id of [providerId, null])
      expect((await stranger.refused(list, { id })).extensions.code).toBe("FORBIDDEN");
  });

  test("several keys are valid at once; one ends when it is revoked or expires, and the others go on", async () => {
    const { id, keyId, secret } = await client();
    const owner = await world.as("wang.owner");
    const next = await key(owner, id);
    const short = await key(owner, id, { expiresAt: new Date(world.clock.now() + 60_000).toISOString() });
    for (const each of [secret, next.secret, short.secret]) expect(await asked(each)).toEqual(OK);
    const socket = new Person(world.url, short.secret).follow(MINE);
    await socket.until(({ received }) => received[0]?.caughtUp === true);
    world.clock.advance(60_000);
    expect(await asked(short.secret)).toEqual(ENDED);
    await socket.until(({ ended }) => ended !== undefined);
    await owner.do("revokeApiKey", { apiKeyId: keyId }, "{ apiClient { id } }");
    expect(await asked(secret)).toEqual(ENDED);
    expect(await asked(next.secret)).toEqual(OK);
    expect((await owner.tryTo("revokeApiKey", { apiKeyId: keyId })).extensions.code).toBe("NOT_IN_THIS_STATE");
    const past = { apiClientId: id, expiresAt: new Date(world.clock.now()).toISOString() };
    expect((await owner.tryTo("createApiKey", past)).extensions.reason).toBe("client.expired");
    for (let n = 0; n < 4; n += 1) await key(owner, id);
    expect((await owner.tryTo("createApiKey", { apiClientId: id })).extensions.reason).toBe("client.tooManyKeys");
    const { apiClient } = await owner.ok(
      `query ($id: ID!) { apiClient(id: $id) { lastUsedAt keys { id hint revokedAt lastUsedAt } availableActions { action } } }`,
      { id },
    );
    expect(apiClient.keys).toHaveLength(7);
    expect(apiClient.keys.find((each: { id: string }) => each.id === keyId).revokedAt).not.toBeNull();
    await eventually(async () => {
      const [used] = await world.db.query<{ last_used_at: number | null }>(
        "SELECT last_used_at FROM api_key WHERE id = ?",
        [next.keyId],
      );
      expect(used?.last_used_at).not.toBeNull();
    });
  });

  /** What the act does to two live connections, here and where another node is: how long until both have ended. */
  async function endedBy(made: Made, act: () => Promise<unknown>): Promise<number> {
    const urls = [world.url, second?.url ?? world.url];
    const people = urls.map((url) => new Person(url, made.secret));
    const streams = people.map((each) => each.follow(MINE));
    const events = urls.map((url) => {
      const headers = { authorization: `Bearer ${made.secret}` };
      return createClient({ url: `${url}/graphql/stream`, headers, retryAttempts: 0 });
    });
    const all = [
      ...streams,
      ...events.map((each) => new Stream(each as unknown as ConstructorParameters<typeof Stream>[0], MINE, {})),
    ];
    for (const each of all) await each.until(({ received }) => received[0]?.caughtUp === true);
    await act();
    const since = performance.now();
    for (const each of all) await each.until(({ ended }) => ended !== undefined);
    const took = performance.now() - since;
    for (const each of people) await each.hangUp();
    for (const each of events) each.dispose();
    return took;
  }

  test("a revoked key is refused at once and its connections end within a second, on every node", async () => {
    const made = await client();
    const owner = await world.as("wang.owner");
    const took = await endedBy(made, () => owner.do("revokeApiKey", { apiKeyId: made.keyId }, "{ apiClient { id } }"));
    for (const url of [world.url, second?.url ?? world.url]) expect(await asked(made.secret, { url })).toEqual(ENDED);
    expect(took).toBeLessThan(SOON_MS);
  });

  further("so is a closed client, which is over for good, and whose acts keep its name", async () => {
    const made = await client({ name: "Old till" });
    const owner = await world.as("wang.owner");
    const took = await endedBy(made, () =>
      owner.do("closeApiClient", { apiClientId: made.id }, "{ apiClient { id } }"),
    );
    expect(took).toBeLessThan(SOON_MS);
    expect(await asked(made.secret)).toEqual(ENDED);
    expect((await owner.tryTo("createApiKey", { apiClientId: made.id })).extensions.code).toBe("NOT_IN_THIS_STATE");
    expect((await owner.tryTo("updateApiClient", { apiClientId: made.id, name: "x" })).extensions.code).toBe(
      "NOT_IN_THIS_STATE",
    );
    expect((await world.db.byId(Account, made.id))?.displayName).toBe("Old till");
  });

  further("a client that loses a scope loses what it has open, and may come back with the rest", async () => {
    const made = await client();
    const owner = await world.as("wang.owner");
    const took = await endedBy(made, () =>
      owner.do("updateApiClient", { apiClientId: made.id, scopes: ["ORDERS_READ"] }, "{ apiClient { id } }"),
    );
    expect(took).toBeLessThan(SOON_MS);
    expect(await asked(made.secret)).toEqual([200, "FORBIDDEN", "client.scope"]);
    expect(await asked(made.secret, { query: "{ viewer { id } }" })).toEqual(OK);
    await owner.do("updateApiClient", { apiClientId: made.id, scopes: ["COMPLAINTS_READ"] }, "{ apiClient { id } }");
    expect(await asked(made.secret)).toEqual(OK);
  });

  further("a key is accepted only from the addresses of its client, as the proxy tells them", async () => {
    const made = await client({ addresses: ["203.0.113.0/24", "2001:db8:1::/48"] });
    const owner = await world.as("wang.owner");
    const WRONG = [401, "UNAUTHENTICATED", "client.address"];
    expect(await asked(made.secret, { from: "203.0.113.9" })).toEqual(OK);
    expect(await asked(made.secret, { from: "2001:db8:1:7::5" })).toEqual(OK);
    expect(await asked(made.secret, { from: "203.0.114.9" })).toEqual(WRONG);
    expect(await asked(made.secret, { from: "2001:db8:2::5" })).toEqual(WRONG);
    // What the sender itself writes in front counts for nothing.
    expect(await asked(made.secret, { from: "203.0.113.9, 198.51.100.7" })).toEqual(WRONG);
    await owner.do("updateApiClient", { apiClientId: made.id, addresses: ["127.0.0.0/8"] }, "{ apiClient { id } }");
    const took = await endedBy(made, () =>
      owner.do("updateApiClient", { apiClientId: made.id, addresses: ["203.0.113.7"] }, "{ apiClient { addresses } }"),
    );
    expect(took).toBeLessThan(SOON_MS);
    for (const wrong of ["203.0.113", "example.org", "2001:db8::1", "2001:db8::/96", "10.0.0.0/33", "0x7f.1", ""]) {
      const { extensions } = await owner.tryTo("updateApiClient", { apiClientId: made.id, addresses: [wrong] });
      expect([wrong, extensions.field, extensions.reason]).toEqual([wrong, "input.addresses.0", "client.badAddress"]);
    }
  });

  further("files: evidence is sent and fetched with its own scopes only", async () => {
    const made = await client();
    const owner = await world.as("wang.owner");
    const announced = await made.as.do(
      "createEvidenceUpload",
      {
        complaintId: caseId,
        kind: "PHOTO",
        fileName: "proof.png",
        mediaType: "image/png",
        size: PNG.length,
        sha256: sha256(PNG),
        title: "交付记录",
        visibility: "PARTIES",
      },
      "{ uploadUrl evidence { id } }",
    );
    const url: string = announced.uploadUrl;
    const headers = { authorization: `Bearer ${made.secret}`, "content-type": "image/png" };
    const scopes = (list: readonly string[]) =>
      owner.do("updateApiClient", { apiClientId: made.id, scopes: list }, "{ apiClient { id } }");
    await scopes(["COMPLAINTS_READ"]);
    expect((await fetch(url, { method: "PUT", headers, body: new Uint8Array(PNG) })).status).toBe(403);
    await scopes(EVERYTHING);
    expect((await fetch(url, { method: "PUT", headers, body: new Uint8Array(PNG) })).status).toBe(201);
    const { evidence } = await made.as.ok(`query ($id: ID!) { evidence(id: $id) { downloadUrl } }`, {
      id: announced.evidence.id,
    });
    const fetched = (): Promise<Response> =>
      fetch(evidence.downloadUrl, { headers: { authorization: headers.authorization } });
    expect((await fetched()).status).toBe(200);
    await scopes(["EVIDENCE_WRITE"]);
    expect((await fetched()).status).toBe(403);
    await scopes(EVERYTHING);
    await owner.do("revokeApiKey", { apiKeyId: made.keyId }, "{ apiClient { id } }");
    expect((await fetched()).status).toBe(401);
  });

  further("a client makes no clients, no keys and no members, and is nobody who signs in", async () => {
    const { as, secret, id } = await client();
    for (const [mutation, input] of [
      ["createApiClient", { name: "child", providerId, scopes: ["ORDERS_READ"] }],
      ["createApiKey", { apiClientId: id }],
      ["updateApiClient", { apiClientId: id, scopes: EVERYTHING }],
      ["inviteProviderMember", { providerId, login: "li.na", role: "OWNER" }],
      ["changePassword", { currentPassword: "x", newPassword: "correct horse battery" }],
      ["signOutEverywhere", {}],
      ["registerAccount", { login: "by.client", password: "correct horse battery", displayName: "x" }],
      ["signIn", { login: `client:${id}`, password: secret }],
      ["refreshSession", { refreshToken: secret }],
      ["requestDataExport", {}],
    ] as const) {
      const { extensions } = await as.tryTo(mutation, input);
      expect([mutation, extensions.code]).toEqual([mutation, "FORBIDDEN"]);
    }
    const signIn = { login: `client:${id}`, password: secret };
    expect((await world.visitor.tryTo("signIn", signIn)).extensions.reason).toBe("badCredentials");
    expect((await world.visitor.tryTo("refreshSession", { refreshToken: secret })).extensions.code).toBe(
      "UNAUTHENTICATED",
    );
  });

  test("it is in no list of people, and no command on people finds it", async () => {
    const { id } = await client({ name: "Searched for in vain" });
    const admin = await world.as("admin");
    const search = `query ($text: String) { accounts(first: 100, filter: { text: $text }) { nodes { id } } }`;
    for (const text of [null, "Searched for in vain", "client:apc"]) {
      const { accounts } = await admin.ok(search, { text });
      expect(accounts.nodes.map((each: { id: string }) => each.id)).not.toContain(id);
    }
    for (const [mutation, input] of [
      ["setAccountRoles", { accountId: id, roles: ["ADMIN"] }],
      ["suspendAccount", { accountId: id, reason: "x" }],
      ["resetSecondFactors", { accountId: id, reason: "x" }],
      ["placeLegalHold", { accountId: id, reason: "x" }],
    ] as const)
      expect([mutation, (await admin.tryTo(mutation, input)).extensions.code]).toEqual([mutation, "NOT_FOUND"]);
  });

  test("administrators make the platform's clients, auditors see them, and both see a provider's without changing it", async () => {
    const admin = await world.as("admin");
    const platform = await client(
      { name: "平台订单系统", providerId: undefined, scopes: ["ORDERS_IMPORT", "REGISTER_READ", "WEBHOOKS_MANAGE"] },
      "admin",
    );
    const { viewer, register, myComplaintsCursor } = (await platform.as
      .gql(`{ viewer { id } register(first: 1) { nodes { id } } }`)
      .then(({ data }) => data)) as Record<string, { id: string }>;
    expect([viewer?.id, register !== null, myComplaintsCursor]).toEqual([platform.id, true, undefined]);
    for (const query of [CASES, `{ accounts(first: 1) { nodes { id } } }`, `{ complaints(first: 1) { nodes { id } } }`])
      expect((await platform.as.refused(query)).extensions.code).toBe("FORBIDDEN");
    for (const scope of ["ORDERS_WRITE", "COMPLAINTS_READ"])
      expect((await admin.tryTo("createApiClient", { name: "x", scopes: [scope] })).extensions.reason).toBe(
        "client.notForPlatform",
      );
    const wang = await world.as("wang.owner");
    expect(
      (await wang.tryTo("createApiClient", { name: "x", providerId, scopes: ["ORDERS_IMPORT"] })).extensions.reason,
    ).toBe("client.notForProviders");
    expect((await wang.tryTo("createApiClient", { name: "x", scopes: ["ORDERS_IMPORT"] })).extensions.code).toBe(
      "FORBIDDEN",
    );
    const ofPlatform = `query ($id: ID) { apiClients(providerId: $id, first: 100) { nodes { id provider { id } createdBy { displayName } creatorHasLeft availableActions { action } } } }`;
    const auditor = await world.as("sun.audit");
    const { apiClients } = await auditor.ok(ofPlatform);
    expect(apiClients.nodes).toEqual([
      expect.objectContaining({ id: platform.id, provider: null, creatorHasLeft: false, availableActions: [] }),
    ]);
    const mine = await client();
    for (const person of [admin, auditor]) {
      const { apiClients: theirs } = await person.ok(ofPlatform, { id: providerId });
      expect(theirs.nodes[0]).toMatchObject({ id: mine.id, availableActions: [] });
    }
    expect((await admin.tryTo("closeApiClient", { apiClientId: mine.id })).extensions.code).toBe("FORBIDDEN");
    expect((await auditor.tryTo("closeApiClient", { apiClientId: mine.id })).extensions.code).toBe("FORBIDDEN");
  });

  test("no two are made at once that are one too many", async () => {
    const { accountId } = await world.as("admin");
    const admin = await world.server.services.currentActor(accountId);
    if (!admin) throw new Error("there is no administrator");
    const make = (tx: Tx) => createApiClient(tx, admin, { name: "x", scopes: ["REGISTER_READ"], addresses: [] });
    const most = (await HouseRules.inForce(world.db, world.clock.now())).number("apiClient.open", "count");
    const open = () => world.db.find(ApiClient, { providerId: null, closedAt: null });
    while ((await open()).length < most - 1) await world.db.transact(make);
    let goOn = (): void => undefined;
    const held = new Promise<void>((done) => (goOn = done));
    let counted = (): void => undefined;
    const hasCounted = new Promise<void>((done) => (counted = done));
    const first = world.db.transact(async (tx) => {
      await make(tx);
      await tx.find(ApiClient, { closedAt: null });
      counted();
      await held;
    });
    await hasCounted;
    const second = world.db.transact(make).catch((error: unknown) => error);
    // As long as the first is not over, the second has not counted.
    await Promise.race([second, new Promise((done) => setTimeout(done, 500))]);
    goOn();
    await first;
    expect(await second).toMatchObject({ code: "LIMIT_REACHED", details: { reason: "client.tooMany" } });
    expect(await open()).toHaveLength(most);
  });

  further(
    "what is done to clients is in the provider's history and in the audit trail, in the words of no key",
    async () => {
      lines.splice(0);
      const made = await client({ name: "Audited" });
      const owner = await world.as("wang.owner");
      await owner.do("updateApiClient", { apiClientId: made.id, scopes: ["ORDERS_READ"] }, "{ apiClient { id } }");
      await owner.do("revokeApiKey", { apiKeyId: made.keyId }, "{ apiClient { id } }");
      await owner.do("closeApiClient", { apiClientId: made.id }, "{ apiClient { id } }");
      const { provider } = await owner.ok(
        `query ($id: ID!) { provider(id: $id) { timeline(last: 5) { nodes { type actorRole data } } } }`,
        { id: providerId },
      );
      expect(provider.timeline.nodes).toMatchObject([
        { type: "API_CLIENT_CREATED", actorRole: "PROVIDER_OWNER", data: { apiClientId: made.id, scopes: EVERYTHING } },
        { type: "API_KEY_CREATED", data: { apiKeyId: made.keyId, expiresAt: null } },
        { type: "API_CLIENT_UPDATED", data: { scopes: ["ORDERS_READ"], addresses: [] } },
        { type: "API_KEY_REVOKED", data: { apiKeyId: made.keyId } },
        { type: "API_CLIENT_CLOSED", data: { name: "Audited" } },
      ]);
      const acts = lines.flatMap((text) => {
        const { msg, act } = JSON.parse(text) as { msg?: string; act?: string };
        return msg === "audit" && act?.startsWith("API_") ? [act] : [];
      });
      expect(acts).toEqual([
        "API_CLIENT_CREATED",
        "API_KEY_CREATED",
        "API_CLIENT_UPDATED",
        "API_KEY_REVOKED",
        "API_CLIENT_CLOSED",
      ]);
      expect(JSON.stringify(provider)).not.toContain(made.secret.slice(10, 40));
    },
  );

  test("a client keeps working when whoever made it has left, and that is shown", async () => {
    const made = await client();
    const [row] = await world.db.query<{ id: string }>("SELECT id FROM account WHERE login = 'li.na'");
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE api_client SET created_by_id = ? WHERE id = ?", [row?.id ?? "", made.id]),
    );
    const owner = await world.as("wang.owner");
    const { apiClient } = await owner.ok(`query ($id: ID!) { apiClient(id: $id) { creatorHasLeft } }`, { id: made.id });
    expect(apiClient.creatorHasLeft).toBe(true);
    expect(await asked(made.secret)).toEqual(OK);
  });

  test("whoever is no owner any longer reads nothing of its clients, nor by repeating what they did", async () => {
    await world.db.transact((tx) =>
      createAccount(tx, { login: "co.owner", displayName: "Co", roles: ["CONSUMER"], locale: "en" }),
    );
    const owner = await world.as("wang.owner");
    const { invitation } = await owner.do(
      "inviteProviderMember",
      { providerId, login: "co.owner", role: "OWNER" },
      "{ invitation { id } }",
    );
    const input = { invitationId: invitation.id };
    await (await world.as("co.owner")).do("acceptProviderInvitation", input, "{ clientMutationId }");
    const left = await world.as("co.owner");
    // An owner of something, as anybody may be.
    await left.do("registerProvider", { legalName: "Co Ltd", licenceNo: "COLTD-0001" }, "{ clientMutationId }");
    const made = { providerId, name: "ERP", scopes: EVERYTHING, clientMutationId: "erp" };
    const { apiClient } = await left.do("createApiClient", made, "{ apiClient { id } }");
    expect((await left.do("createApiClient", made, "{ apiClient { id } }")).apiClient.id).toBe(apiClient.id);
    await owner.do("removeProviderMember", { providerId, accountId: left.accountId }, "{ clientMutationId }");
    await key(owner, apiClient.id);
    expect(await left.tryTo("createApiClient", made)).toMatchObject({ extensions: { code: "NOT_FOUND" } });
    expect(await left.ok("query ($id: ID!) { apiClient(id: $id) { id } }", apiClient)).toEqual({ apiClient: null });
  });

  further("a wrong key is an error, never a visitor, and its message is in the language asked for", async () => {
    const { secret } = await client();
    const last = secret.at(-1) === "a" ? "b" : "a";
    for (const wrong of [
      `${secret.slice(0, -1)}${last}`,
      secret.toUpperCase(),
      `${secret}0`,
      "rdk_live_",
      "rdk_live_x",
    ]) {
      const { status, errors } = await new Person(world.url, wrong).gql(
        `{ rules { code } }`,
        {},
        { "accept-language": "zh-CN" },
      );
      expect([wrong, status, errors?.[0]?.extensions.code]).toEqual([wrong, 401, "UNAUTHENTICATED"]);
    }
    const { errors } = await new Person(world.url, `${secret}0`).gql(
      "{ viewer { id } }",
      {},
      { "accept-language": "zh-CN" },
    );
    expect(errors?.[0]?.message).toBe(MESSAGES["zh-CN"]["client.keyEnded"]);
  });
});

describe("each client has its own budget", () => {
  test("one that has used up its own leaves those of others alone", async () => {
    await using world = await startWorld("sqlite", {}, { BUDGET_PER_PERSON: "1000" });
    const wang = await world.as("wang.owner");
    const providerId = (await wang.ok(`{ viewer { memberships { provider { id } } } }`)).viewer.memberships[0].provider
      .id;
    const made = async (): Promise<Person> => {
      const input = { name: "Meter", providerId, scopes: ["ORDERS_READ"] };
      const { apiClient } = await wang.do("createApiClient", input, "{ apiClient { id } }");
      const { secret } = await wang.do("createApiKey", { apiClientId: apiClient.id }, "{ secret }");
      return new Person(world.url, secret);
    };
    const [greedy, modest] = [await made(), await made()];
    const limited = await eventually(async () => {
      const { errors } = await greedy.gql(`{ viewer { id displayName } schemaVersion }`);
      if (errors?.[0]?.extensions.code !== "RATE_LIMITED") throw new Error("not yet");
      return errors[0].extensions;
    });
    expect(limited.retryAfter).toBeGreaterThan(0);
    await modest.ok(`{ viewer { id } }`);
    await wang.ok(`{ viewer { id } }`);
  });
});

describe("addresses and ranges", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7/32"],
    [" 203.0.113.99/24 ", "203.0.113.0/24"],
    ["2001:DB8:1:2:3::/48", "2001:db8:1::/48"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["2001:db8::1", null],
    ["2001:db8::/65", null],
    ["203.0.113.7/33", null],
    ["203.0.113", null],
    ["", null],
  ])("%s is kept as %s", (text, range) => expect(addressRange(text)).toBe(range));

  test("a sender is in a range of its own kind only", () => {
    expect(isInRanges("203.0.113.7", ["203.0.113.0/24"])).toBe(true);
    expect(isInRanges("2001:0db8:0001:0002::/64", ["2001:db8:1::/48"])).toBe(true);
    expect(isInRanges("2001:0db8:0002:0002::/64", ["2001:db8:1::/48"])).toBe(false);
    expect(isInRanges("203.0.113.7", ["::/0"])).toBe(false);
    expect(isInRanges("unknown", ["0.0.0.0/0", "::/0"])).toBe(false);
    expect(isInRanges("unknown", [])).toBe(true);
  });
});
