import type { GraphQLArgument, GraphQLField, GraphQLSchema } from "graphql";
import { getNamedType, isLeafType, isRequiredArgument } from "graphql";
import { Scope } from "../../src/accounts/actor/scope.types";
import { CLIENT_OPERATIONS, scopeOf } from "../../src/app/client-operations.table";
import { createSchema } from "../../src/app/schema";
import { SCOPES_FOR } from "../../src/market/api-clients/client-scopes.table";
import type { Client } from "graphql-ws";
import { Person, startWorld, Stream, type GqlError, type World } from "../support/world";
import { CLOSED_TO_CLIENTS } from "./closed-to-clients";
import { minimalInput } from "./minimal-input";
import { once, socketOf } from "./once";

/** What binds a company, moves its money, or changes who may act for it: under no scope whatever. */
const GRAVE = [
  ...["payFine", "topUpDeposit", "claimOrderPayment", "confirmPayment", "confirmPayout"],
  ...["appealRuling", "waiveAppeal", "withdrawAppeal", "escalateComplaint", "submitHearingStatement"],
  ...["inviteProviderMember", "removeProviderMember", "updateProvider", "submitProviderApplication"],
  ...["createApiClient", "updateApiClient", "createApiKey", "revokeApiKey", "closeApiClient"],
  ...["createSandbox", "deleteSandbox"],
  ...["setAccountRoles", "signIn", "refreshSession", "changePassword", "exportDossier"],
];

type Root = "query" | "mutation" | "subscription";
interface Asked {
  root: Root;
  field: GraphQLField<unknown, unknown>;
  document: string;
  variables: Record<string, unknown>;
}

let world: World;
let schema: GraphQLSchema;
let all: Asked[];
const clients = new Map<string, Person>();

async function client(name: string, providerId: string | null, scopes: readonly Scope[], as: string): Promise<Person> {
  const owner = await world.as(as);
  const { apiClient } = await owner.do("createApiClient", { name, providerId, scopes }, "{ apiClient { id } }");
  const { secret } = await owner.do("createApiKey", { apiClientId: apiClient.id }, "{ secret }");
  return new Person(world.url, secret, apiClient.id);
}

const CASES = (Object.keys(SCOPES_FOR) as Scope[]).flatMap((scope) =>
  SCOPES_FOR[scope].map((whose) => ({ scope, whose, name: `${scope} of ${whose}` })),
);

beforeAll(async () => {
  world = await startWorld("sqlite");
  schema = await createSchema();
  const fieldsOf = (root: Root, type = schema.getQueryType()): Asked[] =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ root, field, ...leastOf(root, field) }));
  all = [
    ...fieldsOf("query"),
    ...fieldsOf("mutation", schema.getMutationType()),
    ...fieldsOf("subscription", schema.getSubscriptionType()),
  ];
  const wang = await world.as("wang.owner");
  const { viewer } = await wang.ok(`{ viewer { memberships { provider { id } } } }`);
  for (const { scope, whose, name } of CASES)
    clients.set(
      name,
      whose === "PROVIDER"
        ? await client(name, viewer.memberships[0].provider.id, [scope], "wang.owner")
        : await client(name, null, [scope], "admin"),
    );
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** The least that can be asked of it. */
function leastOf(root: Root, field: Asked["field"]): Pick<Asked, "document" | "variables"> {
  const given = field.args.filter((arg) => isRequiredArgument(arg) || arg.name === "input");
  const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  const passed = given.map(({ name }) => `${name}: $${name}`).join(", ");
  const selection = isLeafType(getNamedType(field.type)) ? "" : "{ __typename }";
  const document = `${root} A${declared ? `(${declared})` : ""} { ${field.name}${passed ? `(${passed})` : ""} ${selection} }`;
  const valueOf = ({ type, description }: GraphQLArgument): unknown =>
    minimalInput(type, { description, type } as Parameters<typeof minimalInput>[1]);
  return { document, variables: Object.fromEntries(given.map((arg) => [arg.name, valueOf(arg)])) };
}

/** Until its first payload, which says that it is caught up, or its refusal. */
async function opened(
  socket: Client,
  query: string,
  variables: Record<string, unknown>,
): Promise<{ errors?: GqlError[] }> {
  const stream = new Stream(socket, query, variables);
  await stream.until(({ received, errors, ended }) => received.length > 0 || errors.length > 0 || ended !== undefined);
  stream.close();
  return stream.errors.length > 0 ? { errors: stream.errors } : {};
}

const byScope = (errors: GqlError[] | undefined): boolean =>
  ["client.scope", "client.closed"].includes(String(errors?.[0]?.extensions.reason));

test("somebody has decided on every operation: it is open to API clients under a scope, or closed to them", () => {
  const names = all.map(({ field }) => field.name);
  expect([...CLIENT_OPERATIONS, ...CLOSED_TO_CLIENTS].sort()).toEqual([...names].sort());
  expect(new Set(names).size).toBe(names.length);
});

test("what is grave is closed, and a mutation needs a scope that says so", () => {
  expect(GRAVE.filter((name) => scopeOf(name) !== undefined)).toEqual([]);
  const binding = ["acceptOffer", "makeOffer", "counterOffer", "withdrawOffer", "concede"];
  expect(binding.map(scopeOf)).toEqual(binding.map(() => "COMPLAINTS_SETTLE"));
  const inSandboxes = ["advanceTestClock", "createTestCase"];
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(mutations.filter((name) => scopeOf(name) === "NONE" || /_READ$/.test(scopeOf(name) ?? ""))).toEqual(
    inSandboxes,
  );
});

test("what needs no scope shows a client nothing that it may not see anyway: visitors may ask the same, or it asks for another scope", () => {
  const own = new Set(["viewer", "job", "jobUpdated", "advanceTestClock", "createTestCase"]);
  const needless = all.filter(({ field }) => scopeOf(field.name) === "NONE" && !own.has(field.name));
  for (const { field } of needless)
    expect([field.name, field.description?.startsWith("Who: everyone.")]).toEqual([field.name, true]);
});

describe.each(CASES)("$name", ({ scope, name }) => {
  test("passes exactly the operations of its scope, over HTTP and on a websocket, and is told so", async () => {
    const person = clients.get(name);
    if (!person) throw new Error("no client");
    const socket = socketOf(person);
    const passed: string[] = [];
    for (const { root, field, document, variables } of all) {
      // A part of the others as well: whatever the transport, the guard is the field's.
      const overSocket = field.name.length % 4 === 0;
      const { errors } =
        root === "subscription"
          ? await opened(socket, document, variables)
          : overSocket
            ? await once(socket, document, variables)
            : await person.gql(document, variables, { "accept-language": "en" });
      if (!byScope(errors)) passed.push(field.name);
    }
    await socket.dispose();
    const expected = CLIENT_OPERATIONS.filter((each) => scopeOf(each) === scope || scopeOf(each) === "NONE");
    const open = new Set(passed);
    expect(expected.filter((each) => !open.has(each))).toEqual([]);
    expect(passed.filter((each) => !expected.includes(each))).toEqual([]);
    const { openOperations } = await person.ok("{ openOperations }");
    expect(openOperations.filter((each: string) => !expected.includes(each))).toEqual([]);
  });
});
