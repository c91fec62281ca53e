import { createHash } from "node:crypto";
import pino from "pino";
import { Account } from "../../src/accounts/account/account.entity";
import { RoleGrant } from "../../src/accounts/roles/role-grant.entity";
import { createAccount } from "../../src/accounts/account/create-account";
import { DirectoryEntry } from "../../src/accounts/directory/directory-entry.entity";
import { ERROR_SCHEMA, LIST_SCHEMA, USER_SCHEMA } from "../../src/accounts/directory/scim.pure";
import { enterOutsider } from "../../src/accounts/sign-in/enter-outsider";
import { eraseAccount } from "../../src/public/personal-data/erase-account";
import { LoggedEvent } from "../../src/platform/database/event.entity";
import { forEachDatabase } from "../support/databases";
import { Person, startNode } from "../support/world";
import { AtProvider, settingsFor } from "./at-provider";

const ME = `{ viewer { id roles } }`;
const lines: string[] = [];
const log = pino({ level: "info" }, { write: (text: string) => void lines.push(text) });

// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
type Body = any;

forEachDatabase((kind, further) => {
  let at: AtProvider;
  let key: string;
  let apiKeyId: string;
  beforeAll(async () => {
    at = await AtProvider.start(kind, { log });
    [key, apiKeyId] = await client(["PEOPLE_WRITE"]);
  });
  afterAll(async () => at?.[Symbol.asyncDispose]());

  async function client(scopes: string[]): Promise<[secret: string, id: string]> {
    const admin = await at.world.as("admin");
    const { apiClient } = await admin.do("createApiClient", { name: "Directory", scopes }, "{ apiClient { id } }");
    const made = await admin.do("createApiKey", { apiClientId: apiClient.id }, "{ secret apiKey { id } }");
    return [made.secret, made.apiKey.id];
  }

  async function scim(
    method: string,
    path: string,
    body?: unknown,
    secret = key,
  ): Promise<{ status: number; body: Body }> {
    const response = await fetch(`${at.world.url}/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/scim+json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (text !== "") expect(response.headers.get("content-type")).toContain("application/scim+json");
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  }
  const patch = (id: string, ...Operations: object[]) =>
    scim("PATCH", `/Users/${id}`, { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations });
  const make = async (name: string, more: object = {}) => {
    const { status, body } = await scim("POST", "/Users", {
      schemas: [USER_SCHEMA],
      userName: `${name}@Market.example`,
      externalId: name,
      displayName: name,
      active: true,
      ...more,
    });
    expect(status).toBe(201);
    return body.id as string;
  };
  const types = async (id: string) => (await at.world.db.find(LoggedEvent, { streamId: id })).map(({ type }) => type);

  test("somebody is made, found, changed and signs in as whom the directory has made", async () => {
    const id = await make("ada", {
      roles: [{ value: "redress-moderators", primary: true }],
      emails: [{ value: "a@b.c" }],
    });
    expect((await scim("GET", `/Users/${id}`)).body).toMatchObject({
      schemas: [USER_SCHEMA],
      id,
      externalId: "ada",
      userName: "ada@market.example",
      displayName: "ada",
      active: true,
      roles: [{ value: "redress-moderators" }],
      meta: { resourceType: "User", location: `${at.world.url}/scim/v2/Users/${id}` },
    });
    for (const filter of [`userName eq "ADA@market.example"`, `externalId eq "ada"`])
      expect((await scim("GET", `/Users?filter=${encodeURIComponent(filter)}`)).body).toMatchObject({
        schemas: [LIST_SCHEMA],
        totalResults: 1,
        Resources: [{ id }],
      });
    expect((await scim("GET", `/Users?filter=${encodeURIComponent('userName eq "nobody"')}`)).body.totalResults).toBe(
      0,
    );

    // Their roles are what the token says last.
    await at.says({ ada: { claims: { groups: ["redress-moderators"] } } });
    const ada = await at.browser().signIn("ada");
    expect(ada.accountId).toBe(id);
    expect((await ada.ok(ME)).viewer.roles.sort()).toEqual(["CONSUMER", "MODERATOR"]);

    const renamed = { ...(await scim("GET", `/Users/${id}`)).body, displayName: "Ada L." };
    expect((await scim("PUT", `/Users/${id}`, renamed)).body).toMatchObject({ displayName: "Ada L.", active: true });
    await patch(id, { op: "Add", path: "roles", value: [{ value: "redress-leads" }, { value: "football" }] });
    expect((await ada.ok(ME)).viewer.roles.sort()).toEqual(["CONSUMER", "LEAD_MODERATOR", "MODERATOR"]);
    expect(lines.some((line) => line.includes("football"))).toBe(true);
    const left = await patch(id, { op: "remove", path: 'roles[value eq "redress-moderators"]' });
    expect(left.body.roles).toEqual([{ value: "redress-leads" }]);
    await patch(id, { op: "remove", path: "roles" });
    expect((await ada.ok(ME)).viewer.roles).toEqual(["CONSUMER"]);
  });

  test("what takes two persons one key does not give, unless the operator says so; it takes it", async () => {
    await using alone = await startNode(at.world, { ...settingsFor(at.issuer), OIDC_SCIM_ROLES: "false" });
    const said = { schemas: [USER_SCHEMA], userName: "puppet", externalId: "puppet", active: true };
    const ask = async (method: string, path: string, body: object): Promise<Body> => {
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/scim+json" };
      const response = await fetch(`${alone.url}/scim/v2${path}`, { method, headers, body: JSON.stringify(body) });
      return response.json();
    };
    const { id } = await ask("POST", "/Users", { ...said, roles: [{ value: "redress-leads" }] });
    const roles = async () => (await at.world.db.byId(Account, id))?.roles;
    expect(await roles()).toEqual(["CONSUMER"]);
    // Given by those that may, it is not taken by being said again.
    await patch(id, { op: "add", path: "roles", value: [{ value: "redress-leads" }] });
    await ask("PUT", `/Users/${id}`, { ...said, roles: [{ value: "redress-leads" }, { value: "redress-admins" }] });
    expect(await roles()).toEqual(["CONSUMER", "LEAD_MODERATOR"]);
    await ask("PUT", `/Users/${id}`, { ...said, roles: [] });
    expect(await roles()).toEqual(["CONSUMER"]);
  });

  test("a role that was taken here is not given back by one key; given here again by two persons, it is theirs", async () => {
    await using alone = await startNode(at.world, { ...settingsFor(at.issuer), OIDC_SCIM_ROLES: "false" });
    await at.says({ olga: { claims: { groups: ["redress-leads"] } } });
    const { accountId } = await at.browser().signIn("olga");
    const roles = async () => (await at.world.db.byId(Account, accountId))?.roles;
    const say = (path: string, method: string, ...named: string[]) =>
      fetch(`${alone.url}/scim/v2/Users${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/scim+json" },
        body: JSON.stringify({
          ...{ schemas: [USER_SCHEMA], userName: "olga", externalId: "olga", active: true },
          roles: named.map((value) => ({ value })),
        }),
      });
    await say("", "POST", "redress-leads");
    expect(await roles()).toEqual(["CONSUMER", "LEAD_MODERATOR"]);
    const admin = await at.world.as("admin");
    await admin.do("setAccountRoles", { accountId, roles: ["CONSUMER"] }, "{ clientMutationId }");
    await say(`/${accountId}`, "PUT", "redress-leads");
    expect(await roles()).toEqual(["CONSUMER"]);
    await admin.do("setAccountRoles", { accountId, roles: ["CONSUMER", "LEAD_MODERATOR"] }, "{ clientMutationId }");
    const [grant] = await at.world.db.find(RoleGrant, { accountId, status: "PROPOSED" });
    const lead = await at.world.as("qian.lead");
    await lead.do("approveRoleGrant", { roleGrantId: grant?.id }, "{ clientMutationId }");
    await say(`/${accountId}`, "PUT");
    expect(await roles()).toEqual(["CONSUMER", "LEAD_MODERATOR"]);
  });

  test("somebody who came by themselves is the same person", async () => {
    const bo = await at.browser().signIn("bo");
    expect(await make("bo")).toBe(bo.accountId);
  });

  test("whoever has left is out at once, on every door, and stays out", async () => {
    const id = await make("eve");
    await at.says({ eve: {} });
    const eve = await at.browser().signIn("eve");
    const stream = eve.follow(`subscription { myComplaintsUpdated { cursor caughtUp } }`);
    await stream.until(({ received }) => received.length > 0);
    // As Microsoft's directory says it.
    expect((await patch(id, { op: "Replace", path: "active", value: "False" })).body.active).toBe(false);
    expect((await eve.gql(ME)).status).toBe(401);
    await stream.until(({ ended }) => ended !== undefined);
    await eve.hangUp();
    const refresh = `mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { accessToken } }`;
    expect((await new Person(at.world.url, undefined).refused(refresh, { t: eve.refreshToken })).extensions.code).toBe(
      "UNAUTHENTICATED",
    );
    const browser = at.browser();
    await browser.enter("eve");
    expect(await browser.take()).toMatchObject({ status: 401, reason: "accountSuspended" });
    // An administrator does not let in whom the directory has withdrawn.
    const admin = await at.world.as("admin");
    expect((await admin.tryTo("reinstateAccount", { accountId: id, reason: "Please" })).extensions.code).toBe(
      "NOT_IN_THIS_STATE",
    );
    const { accounts } = await admin.ok(`{ accounts(first: 50, filter: { status: DEPROVISIONED }) { nodes { id } } }`);
    expect(accounts.nodes).toContainEqual({ id });

    expect((await patch(id, { op: "replace", value: { active: true } })).body.active).toBe(true);
    expect((await at.browser().signIn("eve")).accountId).toBe(id);
    expect(await types(id)).toEqual(expect.arrayContaining(["ACCOUNT_DEPROVISIONED", "ACCOUNT_REPROVISIONED"]));
    const [event] = await at.world.db.find(LoggedEvent, { streamId: id, type: ["ACCOUNT_DEPROVISIONED"] as never });
    expect(event?.actorRole).toBe("INTEGRATION");
  });

  further("a suspension and the directory's no are lifted by whoever imposed them", async () => {
    const id = await make("kai");
    const admin = await at.world.as("admin");
    await admin.do("suspendAccount", { accountId: id, reason: "Test" }, "{ clientMutationId }");
    expect((await scim("GET", `/Users/${id}`)).body.active).toBe(false);
    await patch(id, { op: "replace", path: "active", value: false });
    expect((await admin.tryTo("reinstateAccount", { accountId: id, reason: "Test" })).extensions.reason).toBe(
      "account.deprovisioned",
    );
    await patch(id, { op: "replace", path: "active", value: true });
    const browser = at.browser();
    await browser.enter("kai");
    expect(await browser.take()).toMatchObject({ reason: "accountSuspended" });
    await admin.do("reinstateAccount", { accountId: id, reason: "Test" }, "{ clientMutationId }");
    expect((await at.browser().signIn("kai")).accountId).toBe(id);
  });

  further("deleted there: without roles, out, and unknown to SCIM until made again", async () => {
    const id = await make("gus", { roles: [{ value: "redress-leads" }] });
    expect((await scim("DELETE", `/Users/${id}`)).status).toBe(204);
    expect((await scim("GET", `/Users/${id}`)).status).toBe(404);
    expect((await scim("DELETE", `/Users/${id}`)).status).toBe(404);
    expect(await at.world.db.byId(Account, id)).toMatchObject({ status: "DEPROVISIONED", roles: ["CONSUMER"] });
    expect(await make("gus")).toBe(id);
    expect(await at.world.db.byId(Account, id)).toMatchObject({ status: "ACTIVE" });
  });

  test("the last administrator keeps the role when the directory takes it, also of two at once; whom it withdraws is out all the same", async () => {
    const admin = { roles: [{ value: "redress-admins" }] };
    const [amy, ben] = [await make("amy", admin), await make("ben", admin)];
    const others = (await at.world.db.find(Account, { status: "ACTIVE" })).filter(
      ({ id, roles }) => ![amy, ben].includes(id) && roles.includes("ADMIN"),
    );
    const of = async (id: string) => (await at.world.db.byId(Account, id))?.roles.filter((role) => role === "ADMIN");
    for (const { id } of others) await at.world.setRoles({ accountId: id, roles: [] });
    try {
      lines.length = 0;
      const taken = await Promise.all([amy, ben].map((id) => patch(id, { op: "remove", path: "roles" })));
      expect(taken.map(({ status }) => status)).toEqual([200, 200]);
      expect([await of(amy), await of(ben)].flat()).toEqual(["ADMIN"]);
      expect(lines.filter((line) => line.includes('"isLastAdministrator":true'))).toHaveLength(1);
      const last = (await of(amy))?.length === 1 ? amy : ben;
      expect((await scim("DELETE", `/Users/${last}`)).status).toBe(204);
      expect(await at.world.db.byId(Account, last)).toMatchObject({ status: "DEPROVISIONED", roles: ["CONSUMER"] });
    } finally {
      for (const { id, roles } of others) await at.world.setRoles({ accountId: id, roles });
    }
  });

  test("deleted after they were withdrawn, they are nobody new at the next sign-in, until the directory makes them again", async () => {
    await at.says({ una: {}, vic: {} });
    const [una, vic] = [await make("una"), await make("vic")];
    await patch(una, { op: "replace", path: "active", value: false });
    const { db, server } = at.world;
    for (const id of [una, vic])
      await db.transact(async (tx) => {
        const account = await tx.lock(Account, id);
        if (account) await eraseAccount(tx, server.services.storage, account);
      });
    // Somebody else's provider may call anybody so, and a marketplace's record of them changes nothing.
    const { id: record } = await db.transact((tx) =>
      createAccount(tx, {
        ...{ login: "outside:record", displayName: "U.", roles: ["CONSUMER"], locale: "en", externalSubject: "una" },
      }),
    );
    const browser = at.browser();
    await browser.enter("una");
    expect(await browser.take()).toMatchObject({ status: 401, reason: "accountSuspended" });
    await expect(enterOutsider(db, { issuer: at.issuer, subject: "una", claims: {} })).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
    // Nothing that says whose it was is kept.
    const closed = await db.byId(Account, una);
    expect(closed).toMatchObject({ status: "CLOSED", externalIssuer: null, externalSubject: expect.any(String) });
    expect(JSON.stringify(closed)).not.toContain('"una"');
    expect(closed?.externalSubject).not.toContain(createHash("sha256").update("una").digest("base64url"));
    // Whoever was not withdrawn comes as somebody new.
    const again = (await at.browser().signIn("vic")).accountId;
    expect(again).not.toBe(vic);
    expect((await db.byId(Account, vic))?.externalSubject).toBeNull();

    expect(await make("una")).toBe(record);
    expect((await at.browser().signIn("una")).accountId).toBe(record);
  });

  test("a sign-in and a leaving at once: afterwards nobody is signed in", async () => {
    const id = await make("ivy");
    const browsers = [1, 2, 3].map(() => at.browser());
    const ways = await Promise.all(browsers.map((browser) => browser.enter("ivy", undefined, /\/callback/)));
    const [left] = await Promise.all([
      patch(id, { op: "replace", path: "active", value: false }),
      ...browsers.map((browser, i) => browser.go(ways[i] ?? "", /\/sign-in\?/)),
    ]);
    expect(left.body.active).toBe(false);
    const refresh = `mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { accessToken } }`;
    for (const browser of browsers) {
      const { refreshToken } = await browser.take();
      if (refreshToken)
        expect((await new Person(at.world.url, undefined).refused(refresh, { t: refreshToken })).extensions.code).toBe(
          "UNAUTHENTICATED",
        );
    }
  });

  test("pages of the list", async () => {
    const ids = [await make("p1"), await make("p2"), await make("p3")];
    const { totalResults } = (await scim("GET", "/Users?count=0")).body;
    expect(totalResults).toBe(
      await at.world.db.find(DirectoryEntry, {}).then((all) => all.filter(({ userName }) => userName !== null).length),
    );
    const page = (await scim("GET", `/Users?startIndex=${totalResults - 2}&count=2`)).body;
    expect(page).toMatchObject({
      itemsPerPage: 2,
      startIndex: totalResults - 2,
      Resources: [{ id: ids[0] }, { id: ids[1] }],
    });
    expect((await scim("GET", `/Users?startIndex=-5&count=1`)).body).toMatchObject({ startIndex: 1, itemsPerPage: 1 });
  });

  further("what is not acceptable is refused in the protocol's own form", async () => {
    const id = await make("zoe");
    const told = async (answer: Promise<{ status: number; body: Body }>) => {
      const { status, body } = await answer;
      expect(body).toMatchObject({ schemas: [ERROR_SCHEMA], status: String(status) });
      expect(typeof body.detail).toBe("string");
      return [status, body.scimType];
    };
    const zoe = { userName: "zoe@market.example", externalId: "zoe" };
    expect(await told(scim("POST", "/Users", zoe))).toEqual([409, "uniqueness"]);
    expect(await told(scim("POST", "/Users", { ...zoe, externalId: "other" }))).toEqual([409, "uniqueness"]);
    expect(await told(scim("POST", "/Users", { userName: "x" }))).toEqual([400, "invalidValue"]);
    expect(await told(scim("POST", "/Users", { ...zoe, active: "perhaps" }))).toEqual([400, "invalidValue"]);
    expect(await told(scim("POST", "/Users", "{"))).toEqual([400, "invalidSyntax"]);
    expect(await told(scim("POST", "/Users", "[]"))).toEqual([400, "invalidValue"]);
    expect(await told(scim("POST", "/Users", "null"))).toEqual([400, "invalidValue"]);
    expect(await told(scim("POST", "/Users", " ".repeat(70_000)))).toEqual([413, undefined]);
    expect(await told(patch(id, { op: "replace", path: "displayName", value: "Redress Support" }))).toEqual([
      400,
      "invalidValue",
    ]);
    expect(await told(patch(id, { op: "replace", path: "externalId", value: "ada" }))).toEqual([400, "mutability"]);
    expect(await told(patch(id, { op: "replace", path: "userName", value: "ada@market.example" }))).toEqual([
      409,
      "uniqueness",
    ]);
    expect(await told(patch(id, { op: "remove", path: "userName" }))).toEqual([400, "mutability"]);
    expect(await told(patch(id, { op: "remove" }))).toEqual([400, "noTarget"]);
    expect(await told(patch(id, { op: "replace", path: "a.b.c", value: 1 }))).toEqual([400, "invalidPath"]);
    expect(await told(patch(id))).toEqual([400, "invalidValue"]);
    for (const filter of [
      'userName co "a"',
      "userName eq zoe",
      'userName eq "a" or userName eq "b"',
      "a".repeat(5_000),
    ])
      expect(await told(scim("GET", `/Users?filter=${encodeURIComponent(filter)}`))).toEqual([400, "invalidFilter"]);
    expect(await told(scim("GET", "/Users?count=many"))).toEqual([400, "invalidValue"]);
    expect(await told(scim("GET", "/Groups"))).toEqual([404, undefined]);
    expect(await told(scim("PUT", "/Users"))).toEqual([405, undefined]);
    // Nobody but whom the directory brought: no administrator with a password is switched off by it.
    const admin = await at.world.as("admin");
    expect(await told(patch(admin.accountId, { op: "replace", path: "active", value: false }))).toEqual([
      404,
      undefined,
    ]);
    expect(await told(scim("GET", `/Users/${admin.accountId}`))).toEqual([404, undefined]);
  });

  further("only for API clients with the scope, while their key is valid", async () => {
    expect((await fetch(`${at.world.url}/scim/v2/Users`)).status).toBe(401);
    const admin = await at.world.as("admin");
    expect((await scim("GET", "/Users", undefined, admin.token)).status).toBe(403);
    const [other] = await client(["ORDERS_IMPORT"]);
    expect((await scim("GET", "/Users", undefined, other)).status).toBe(403);
    expect((await scim("GET", "/Users", undefined, `${key}x`)).status).toBe(401);
    const { providerId } = {
      providerId: (await (await at.world.as("wang.owner")).ok(`{ viewer { memberships { provider { id } } } }`)).viewer
        .memberships[0].provider.id,
    };
    const refused = await (
      await at.world.as("wang.owner")
    ).tryTo("createApiClient", { name: "Shop", providerId, scopes: ["PEOPLE_WRITE"] });
    expect(refused.extensions.reason).toBe("client.notForProviders");
    await admin.do("revokeApiKey", { apiKeyId }, "{ clientMutationId }");
    expect((await scim("GET", "/Users")).status).toBe(401);
  });

  further("what the server can do is told", async () => {
    [key] = await client(["PEOPLE_WRITE"]);
    expect((await scim("GET", "/ServiceProviderConfig")).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
    });
    expect((await scim("GET", "/ResourceTypes")).body.Resources[0]).toMatchObject({ id: "User", schema: USER_SCHEMA });
    expect(
      (await scim("GET", `/Schemas/${USER_SCHEMA}`)).body.attributes.map(({ name }: { name: string }) => name),
    ).toContain("active");
  });
});
