import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
} from "graphql";
import { Account } from "../../src/accounts/account/account.entity";
import { forEachDatabase } from "../support/databases";
import { startWorld, type Person, type World } from "../support/world";

const BEYOND = "é设😀";
const SCHEMA = buildSchema(readFileSync(join(__dirname, "../../schema/schema.graphql"), "utf8"));

/** Something of the type, with the text wherever one of `paths` leads; what need not be said is left out. */
function filled(type: GraphQLInputType, path: readonly string[]): unknown {
  if (isNonNullType(type)) return filled(type.ofType, path);
  if (isListType(type)) return [filled(type.ofType, path)];
  if (isInputObjectType(type)) {
    const members = Object.values(type.getFields()).filter(
      (each) => each.name === path[0] || isRequiredInputField(each),
    );
    return Object.fromEntries(
      members.map((each) => [each.name, filled(each.type, each.name === path[0] ? path.slice(1) : [""])]),
    );
  }
  if (path.length === 0) return BEYOND;
  const { name } = getNamedType(type);
  if (name === "Int" || name === "Float") return 1;
  if (name === "Boolean") return true;
  if (name === "DateTime") return "2026-11-24T08:30:00.000Z";
  const [word] = "getValues" in type ? type.getValues() : [];
  return word?.name ?? "x";
}

/** Where in a value of the type ids and texts are. */
function texts(type: GraphQLInputType, depth = 0): string[][] {
  const named = getNamedType(type);
  if (isInputObjectType(named) && depth < 3)
    return Object.values(named.getFields()).flatMap((each) =>
      texts(each.type, depth + 1).map((path) => [each.name, ...path]),
    );
  return named.name === "ID" || named.name === "String" ? [[]] : [];
}

function selection({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  const hasNodes = isObjectType(named) && "nodes" in named.getFields();
  return hasNodes ? "{ nodes { __typename } }" : "{ __typename }";
}

forEachDatabase((kind) => {
  let world: World;
  let people: Person[];
  beforeAll(async () => {
    world = await startWorld(kind);
    const accounts = await world.db.find(Account, { status: "ACTIVE" });
    const oneOfEach = new Map(accounts.flatMap(({ roles, login }) => roles.map((role) => [role, login])));
    people = [world.visitor, ...(await Promise.all([...new Set(oneOfEach.values())].map((login) => world.as(login))))];
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** As the first who may ask it. */
  async function codesOf(query: string, variables: Record<string, unknown>): Promise<string[]> {
    let codes: string[] = [];
    for (const person of people) {
      const { errors = [] } = await person.gql(query, variables);
      codes = errors.map(({ extensions }) => extensions.code);
      if (!codes.some((code) => code === "FORBIDDEN" || code === "UNAUTHENTICATED")) break;
    }
    return codes;
  }

  test("no id or text that has more than ASCII is too much for a query", async () => {
    const failed: string[] = [];
    for (const field of Object.values(SCHEMA.getQueryType()?.getFields() ?? {}))
      for (const argument of field.args)
        for (const path of texts(argument.type)) {
          const given = field.args.filter(
            (each) => each === argument || (isNonNullType(each.type) && each.defaultValue === undefined),
          );
          const variables = Object.fromEntries(
            given.map((each) => [each.name, filled(each.type, each === argument ? path : [""])]),
          );
          const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
          const passed = given.map(({ name }) => `${name}: $${name}`).join(", ");
          const query = `query (${declared}) { ${field.name}(${passed}) ${selection(field)} }`;
          world.clock.advance(100);
          const codes = await codesOf(query, variables);
          if (codes.includes("INTERNAL_SERVER_ERROR")) failed.push([field.name, argument.name, ...path].join("."));
          expect([query, codes]).toEqual([
            query,
            expect.not.arrayContaining(["GRAPHQL_VALIDATION_FAILED", "TOKEN_EXPIRED"]),
          ]);
        }
    expect(failed).toEqual([]);
  });

  test("an id with more than ASCII is one that nothing has, in a variable or in the document", async () => {
    const byVariable = await world.visitor.ok("query ($id: ID!) { provider(id: $id) { id } }", { id: BEYOND });
    expect(byVariable).toEqual({ provider: null });
    const inDocument = `{ provider(id: "${BEYOND}") { id } rulings(filter: { providerId: "${BEYOND}" }) { nodes { id } } }`;
    expect(await world.visitor.ok(inDocument)).toEqual({ provider: null, rulings: { nodes: [] } });
  });
});
