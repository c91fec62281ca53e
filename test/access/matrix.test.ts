import type { GraphQLSchema } from "graphql";
import { MESSAGES } from "../../src/app/messages";
import { createSchema } from "../../src/app/schema";
import { mutationDocument, openSocket, startWorld, type GqlError, type Person, type World } from "../support/world";
import { castRoles, enter } from "./cast";
import { LISTS_OF_ALL, MATRIX, WHO, type Who } from "./matrix";
import { minimalInput } from "./minimal-input";
import { once, socketOf } from "./once";
import { eventually } from "../support/eventually";

const messages = MESSAGES.en;

/** These change the session or the clock: they come last, each in a session of its own. */
const DISTURBING = ["signOut", "signOutEverywhere", "advanceClock"];

/** The door's two answers. A mutation behind the door has the same codes, but for other reasons, and says so. */
const refusedAtDoor = (error: GqlError | undefined): boolean =>
  (error?.extensions.code === "UNAUTHENTICATED" && error.message === messages.UNAUTHENTICATED) ||
  (error?.extensions.code === "FORBIDDEN" && error.message === messages.role);

let world: World;
let schema: GraphQLSchema;
let mutations: string[];

beforeAll(async () => {
  world = await startWorld("sqlite");
  schema = await createSchema();
  mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  await castRoles(world, WHO);
});
afterAll(() => world?.[Symbol.asyncDispose]());

function documentAndInput(mutation: string): { document: string; input: unknown } {
  const [argument] = schema.getMutationType()?.getFields()[mutation]?.args ?? [];
  if (!argument) throw new Error(`${mutation} takes no input`);
  const document = `mutation M($input: ${String(argument.type)}) { ${mutation}(input: $input) { clientMutationId } }`;
  return { document, input: minimalInput(argument.type) };
}

async function knock(person: Person, mutation: string): Promise<GqlError | undefined> {
  const { document, input } = documentAndInput(mutation);
  const { errors } = await person.gql(document, { input }, { "accept-language": "en" });
  return errors?.[0];
}

/** Open to whoever is signed in, where they are there. */
const IN_SANDBOXES = ["advanceTestClock", "createTestCase"];

test("the matrix names every mutation of the schema, and no other", () => {
  expect(Object.keys(MATRIX).sort()).toEqual([...mutations].sort());
});

describe.each(WHO)("%s", (who: Who) => {
  const may = (mutation: string): boolean => MATRIX[mutation]?.includes(who) ?? false;

  test("passes exactly the doors that the matrix opens", async () => {
    const person = await enter(world, who);
    const passed: string[] = [];
    for (const mutation of mutations.filter((each) => !DISTURBING.includes(each))) {
      if (!refusedAtDoor(await knock(person, mutation))) passed.push(mutation);
    }
    for (const mutation of DISTURBING) {
      if (!refusedAtDoor(await knock(await enter(world, who), mutation))) passed.push(mutation);
    }
    expect(passed.sort()).toEqual(mutations.filter(may).sort());
  });

  test("searches exactly the lists that the matrix opens, on a websocket too", async () => {
    const person = await enter(world, who);
    const client = socketOf(person);
    const { openOperations } = await person.ok("{ openOperations }");
    for (const [list, open] of Object.entries(LISTS_OF_ALL)) {
      const document = `{ ${list}(filter: { text: "星火" }, first: 1) { nodes { id } totalCount { value } } }`;
      const answers = [await person.gql(document), await once(client, document)];
      for (const { errors, data } of answers) {
        expect([list, refusedAtDoor(errors?.[0] as GqlError)]).toEqual([list, !open.includes(who)]);
        expect([list, Boolean((data as Record<string, unknown> | null)?.[list])]).toEqual([list, open.includes(who)]);
      }
      expect([list, openOperations.includes(list)]).toEqual([list, open.includes(who)]);
    }
    await client.dispose();
  });

  test("is told of exactly these doors", async () => {
    const { openOperations } = await (await enter(world, who)).ok("{ openOperations }");
    const here = mutations.filter((name) => may(name) && !IN_SANDBOXES.includes(name));
    expect(openOperations.filter((name: string) => mutations.includes(name)).sort()).toEqual(here.sort());
    const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect(openOperations.filter((name: string) => !fields.includes(name))).toEqual([]);
  });

  test("is refused at the same doors on a websocket", async () => {
    const client = socketOf(await enter(world, who));
    for (const mutation of mutations.filter((each) => !may(each))) {
      const { document, input } = documentAndInput(mutation);
      const { errors, data } = await once(client, document, { input });
      expect([mutation, refusedAtDoor(errors?.[0]), data ?? null]).toEqual([mutation, true, null]);
      expect(errors?.[0]?.extensions.code).toBe(who === "VISITOR" ? "UNAUTHENTICATED" : "FORBIDDEN");
    }
    await client.dispose();
  });
});

describe("roles are read fresh", () => {
  const RULE = {
    code: "FRESH-1",
    title: { zhCN: "新", en: "Fresh" },
    text: { zhCN: "角色实时读取。", en: "Roles are read fresh." },
    severity: "L1",
    measures: ["WARNING"],
    effectiveFrom: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  };

  test("an ADMIN's token is worth nothing once the role is taken away, on HTTP and on an open socket", async () => {
    const [admin, second] = [await world.as("admin"), await enter(world, "ADMIN")];
    const client = socketOf(second);
    const publish = mutationDocument("publishRuleVersion", "{ ruleVersion { code } }");
    const draft = (): Promise<unknown> => {
      const { effectiveFrom: _, ...content } = RULE;
      return admin.do("createRuleDraft", content, "{ ruleDraft { id } }");
    };
    await draft();
    expect((await once(client, publish, { input: RULE })).errors).toBeUndefined();

    const setRoles = (roles: string[]) => world.setRoles({ accountId: second.accountId, roles });
    await world.later(0);
    await setRoles(["AUDITOR"]);

    await draft();
    const input = { ...RULE, effectiveFrom: new Date(Date.now() + 60 * 86_400_000).toISOString() };
    expect((await second.gql(publish, { input })).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect((await once(client, publish, { input })).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    // The same token, the new role: an auditor may read accounts.
    const accounts = `{ accounts(first: 1) { nodes { id } } }`;
    await second.ok(accounts);
    expect((await once(client, accounts)).errors).toBeUndefined();

    await setRoles(["ADMIN"]);
    expect((await once(client, publish, { input })).errors).toBeUndefined();
    // A command reads again who gives it; this is refused by what the socket knows, once the log has told of it.
    await setRoles(["CONSUMER"]);
    await eventually(async () => expect((await once(client, accounts)).errors?.[0]?.extensions.code).toBe("FORBIDDEN"));
    await client.dispose();
  });

  test("a membership that ends takes its rights along at once", async () => {
    const owner = await enter(world, "PROVIDER_OWNER");
    const staff = await enter(world, "PROVIDER_STAFF");
    const { viewer } = await staff.ok(`{ viewer { memberships { provider { id } } } }`);
    const providerId = viewer.memberships[0].provider.id;
    expect((await knock(staff, "setListingStatus"))?.extensions.code).toBe("NOT_FOUND");
    await owner.do("removeProviderMember", { providerId, accountId: staff.accountId }, "{ provider { id } }");
    expect(refusedAtDoor(await knock(staff, "setListingStatus"))).toBe(true);
  });

  test("a suspended account's tokens are refused, and work again when it is reinstated", async () => {
    const person = await enter(world, "TRAINER");
    const admin = await world.as("admin");
    await admin.do("suspendAccount", { accountId: person.accountId, reason: "test" }, "{ account { id } }");
    expect(await person.gql(`{ viewer { id } }`)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
    await admin.do("reinstateAccount", { accountId: person.accountId, reason: "test" }, "{ account { id } }");
    // The old session stays ended; signing in again works.
    expect((await (await enter(world, "TRAINER")).ok(`{ viewer { id } }`)).viewer.id).toBe(person.accountId);
  });
});

describe("a wrong token is an error, never a visitor", () => {
  const PUBLIC = `{ rules { code } }`;
  const send = async (authorization: string): Promise<[number, string | undefined, unknown]> => {
    const { status, errors, data } = await world.visitor.gql(PUBLIC, {}, { authorization });
    return [status, errors?.[0]?.extensions.code, data];
  };

  test.each(["Bearer x", "Bearer", "Bearer null", "Bearer a.b.c", "Basic bGkubmE6eA==", "garbage"])(
    "%s, even for what is public",
    async (authorization) => {
      expect(await send(authorization)).toEqual([401, "UNAUTHENTICATED", undefined]);
    },
  );

  test("a token that was tampered with", async () => {
    const { token = "" } = await enter(world, "CONSUMER");
    const [header, body = "", signature] = token.split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: (await world.as("admin")).accountId })).toString(
      "base64url",
    );
    expect(await send(`Bearer ${header}.${forged}.${signature}`)).toEqual([401, "UNAUTHENTICATED", undefined]);
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "at+jwt" })).toString("base64url");
    expect(await send(`Bearer ${none}.${body}.`)).toEqual([401, "UNAUTHENTICATED", undefined]);
  });

  test("an expired token says so", async () => {
    const { token } = await enter(world, "CONSUMER");
    world.clock.advance(16 * 60_000);
    await world.later(0);
    expect(await send(`Bearer ${token}`)).toEqual([401, "TOKEN_EXPIRED", undefined]);
  });

  test("on a websocket: the connection is not acknowledged, and closes 4401", async () => {
    const closed: unknown[] = [];
    const client = openSocket(world.url, "garbage");
    client.on("closed", (event) => closed.push((event as { code: number }).code));
    await expect(once(client, PUBLIC)).rejects.toMatchObject({ code: 4401 });
    expect(closed).toEqual([4401]);
    await client.dispose();
  });
});
