import { request } from "node:http";
import { text } from "node:stream/consumers";
import { USER_SCHEMA } from "../../src/accounts/directory/scim.pure";
import { sessionsFor, type Authenticated } from "../../src/accounts/sign-in/sessions";
import { settingsFor } from "../accounts/at-provider";
import { openCase } from "../case/complaints/world-case";
import { announce } from "../case/evidence/evidence-case";
import { PNG } from "../case/evidence/samples";
import { forEachDatabase } from "../support/databases";
import { mutationDocument, openSocket, signIn, startWorld, Stream, type Person, type World } from "../support/world";

const MINE = `subscription { myComplaintsUpdated { cursor caughtUp event { type } } }`;
const EVENTS = { accept: "text/event-stream" };

/** What comes between the head of a request and the rest of it, or between the reading of an account and what is done in its name. */
type Meanwhile = () => Promise<unknown>;

interface Sent {
  path: string;
  token: string | undefined;
  body: string | Buffer;
  method?: string;
  headers?: Record<string, string>;
}

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind, {}, settingsFor("http://127.0.0.1:9"));
  });
  afterAll(() => world?.[Symbol.asyncDispose]());
  afterEach(() => void jest.restoreAllMocks());

  /** Resolves when the next token has been looked at; what is to happen before its answer is known happens then. */
  function onceEntered(meanwhile: Meanwhile = async () => undefined): Promise<void> {
    const sessions = sessionsFor(world.server.services);
    const authenticate = sessions.authenticate.bind(sessions);
    return new Promise((entered, failed) => {
      jest.spyOn(sessions, "authenticate").mockImplementationOnce(async (...given): Promise<Authenticated> => {
        const found = await authenticate(...given);
        await meanwhile().catch(failed);
        entered();
        return found;
      });
    });
  }

  /** The answer to a request whose body is sent only after that. */
  async function held(
    { path, token, body, method = "POST", headers = {} }: Sent,
    meanwhile: Meanwhile,
  ): Promise<{ status: number | undefined; body: string }> {
    const entered = onceEntered();
    const sent = request(`${world.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        ...headers,
      },
    });
    const answered = new Promise<{ status: number | undefined; body: string }>((done, failed) => {
      sent.on("response", (response) => {
        text(response).then((told) => done({ status: response.statusCode, body: told }), failed);
      });
      sent.on("error", failed);
    });
    sent.flushHeaders();
    await entered;
    await meanwhile();
    sent.end(body);
    return answered;
  }

  const client = async (owner: Person, more: object): Promise<{ secret: string; revoke: Meanwhile }> => {
    const { apiClient } = await owner.do("createApiClient", { name: "Till", ...more }, "{ apiClient { id } }");
    const made = await owner.do("createApiKey", { apiClientId: apiClient.id }, "{ secret apiKey { id } }");
    return {
      secret: made.secret,
      revoke: () => owner.do("revokeApiKey", { apiKeyId: made.apiKey.id }, "{ clientMutationId }"),
    };
  };
  const ofProvider = async (): Promise<{ secret: string; revoke: Meanwhile }> => {
    const wang = await world.as("wang.owner");
    const { viewer } = await wang.ok(`{ viewer { memberships { provider { id } } } }`);
    return client(wang, { providerId: viewer.memberships[0].provider.id, scopes: ["COMPLAINTS_READ"] });
  };

  test("what comes in one piece is looked at once", async () => {
    const still = jest.spyOn(sessionsFor(world.server.services), "still");
    await (await world.as("admin")).ok("{ viewer { id } }");
    expect(still).not.toHaveBeenCalled();
  });

  further("an administrator who was suspended before the body came does nothing any more", async () => {
    const admin = await world.as("admin");
    const qian = await world.as("qian.lead");
    const { roles } = (await qian.ok("{ viewer { roles } }")).viewer;
    await world.setRoles({ accountId: qian.accountId, roles: ["ADMIN"] });
    const other = await signIn(world.url, "qian.lead");
    const input = { accountId: admin.accountId, reason: "revenge" };
    const body = JSON.stringify({
      query: mutationDocument("suspendAccount", "{ clientMutationId }"),
      variables: { input },
    });
    const answer = await held({ path: "/graphql", token: other.token, body }, () =>
      admin.do("suspendAccount", { accountId: qian.accountId, reason: "dismissed" }, "{ clientMutationId }"),
    );
    expect(answer.status).toBe(401);
    expect((await admin.ok("{ viewer { status } }")).viewer.status).toBe("ACTIVE");
    await admin.do("reinstateAccount", { accountId: qian.accountId, reason: "a test" }, "{ clientMutationId }");
    await world.setRoles({ accountId: qian.accountId, roles });
  });

  further("a role that was taken before the body came is none", async () => {
    const chen = await world.as("chen.mod");
    const { roles } = (await chen.ok("{ viewer { roles } }")).viewer;
    const body = JSON.stringify({ query: "{ moderationQueue(first: 1) { nodes { id } } }" });
    const answer = await held({ path: "/graphql", token: chen.token, body }, () =>
      world.setRoles({ accountId: chen.accountId, roles: ["CONSUMER"] }),
    );
    expect(answer.body).toContain("FORBIDDEN");
    await world.setRoles({ accountId: chen.accountId, roles });
  });

  further(
    "no event stream opens with a key that was revoked, or in a session that was ended, before the body came",
    async () => {
      const body = JSON.stringify({ query: MINE });
      const stream = { path: "/graphql/stream", headers: EVENTS, body };
      const key = await ofProvider();
      expect(await held({ ...stream, token: key.secret }, key.revoke)).toMatchObject({ status: 401 });
      const someone = await signIn(world.url, "wang.owner");
      const left = () => someone.do("signOut", {}, "{ clientMutationId }");
      expect(await held({ ...stream, token: someone.token }, left)).toMatchObject({ status: 401 });
    },
  );

  further("what ends while a stream or a socket is being opened ends it, too", async () => {
    const [one, other] = [await ofProvider(), await ofProvider()];
    const revoked = onceEntered(one.revoke);
    const response = await fetch(`${world.url}/graphql/stream`, {
      method: "POST",
      headers: { authorization: `Bearer ${one.secret}`, "content-type": "application/json", ...EVENTS },
      body: JSON.stringify({ query: MINE }),
    });
    await revoked;
    expect(await response.text()).toContain("UNAUTHENTICATED");
    const revokedToo = onceEntered(other.revoke);
    const socket = openSocket(world.url, other.secret);
    await new Stream(socket, MINE, {}).until(({ ended }) => ended !== undefined);
    await revokedToo;
    await socket.dispose();
  });

  test("records of a marketplace are not taken in from a key that was revoked meanwhile", async () => {
    const admin = await world.as("admin");
    await admin.do("createMarketplaceSource", { name: "held", title: "Held" }, "{ source { id } }");
    const { secret, revoke } = await client(admin, { scopes: ["ORDERS_IMPORT"] });
    const body = `${JSON.stringify({ person: { externalId: "late", displayName: "小王" } })}\n`;
    expect(await held({ path: "/intake/held", token: secret, body }, revoke)).toMatchObject({ status: 401 });
    expect(await world.db.query("SELECT id FROM marketplace_record WHERE external_id = 'late'")).toEqual([]);
  });

  test("nobody is made by SCIM with a key that was revoked meanwhile", async () => {
    const { secret, revoke } = await client(await world.as("admin"), { scopes: ["PEOPLE_WRITE"] });
    const body = JSON.stringify({ schemas: [USER_SCHEMA], userName: "late", externalId: "late", active: true });
    expect(await held({ path: "/scim/v2/Users", token: secret, body }, revoke)).toMatchObject({ status: 401 });
    expect(await world.db.query("SELECT id FROM account WHERE external_subject = 'late'")).toEqual([]);
  });

  test("a file is not added to a case from a session that was ended meanwhile", async () => {
    const { id } = await openCase(world);
    const someone = await signIn(world.url, "li.na");
    const piece = await announce(someone, id, PNG);
    const upload = {
      path: new URL(piece.uploadUrl).pathname,
      token: someone.token,
      method: "PUT",
      headers: { "content-type": "image/png" },
      body: PNG,
    };
    const left = () => someone.do("signOut", {}, "{ clientMutationId }");
    expect(await held(upload, left)).toMatchObject({ status: 401 });
    const [row] = await world.db.query<{ status: string }>("SELECT status FROM evidence WHERE id = ?", [piece.id]);
    expect(row?.status).toBe("PENDING");
  });
});
