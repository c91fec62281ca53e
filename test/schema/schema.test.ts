import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  lexicographicSortSchema,
  parse,
  printSchema,
  specifiedRules,
  validate,
  type GraphQLSchema,
} from "graphql";
import { createSchema } from "../../src/app/schema";
import { startWorld } from "../support/world";

const folder = join(__dirname, "../../schema");

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

/** As text. Types are in the order in which their modules were loaded, which test files that ran before change. */
const inOrder = (schema: GraphQLSchema): string => printSchema(lexicographicSortSchema(schema));

test("schema.graphql says what the server offers (npm run schema writes it anew)", () => {
  expect(inOrder(schema)).toBe(inOrder(buildSchema(readFileSync(join(folder, "schema.graphql"), "utf8"))));
});

test("what must be given comes first, and what every list has comes last", () => {
  const argumentsOf = (type: string, field: string): string[] => {
    const owner = schema.getType(type);
    return isObjectType(owner) ? (owner.getFields()[field]?.args.map(({ name }) => name) ?? []) : [];
  };
  const page = ["first", "after", "last", "before"];
  expect(argumentsOf("Query", "providerOrders")).toEqual(["providerId", "filter", ...page]);
  expect(argumentsOf("Query", "transparencyStatements")).toEqual(["tookEffectAt", ...page]);
  expect(argumentsOf("Query", "listings")).toEqual(["filter", "sort", ...page]);
  expect(argumentsOf("Subscription", "complaintUpdated")).toEqual(["id", "after"]);
  expect(argumentsOf("Mutation", "signIn")).toEqual(["input"]);
});

test("a running server tells exactly this schema to whoever asks it", async () => {
  await using world = await startWorld("sqlite");
  const query = getIntrospectionQuery({
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  for (let times = 0; times < 3; times += 1) {
    expect(inOrder(buildClientSchema(await world.visitor.ok(query)))).toBe(inOrder(schema));
  }
});

test("every command on a case says with which codes it is refused", () => {
  const silent = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args: [input], description }) => {
    const type = getNamedType(input?.type);
    if (!isInputObjectType(type)) return false;
    const { complaintId, expectedVersion, leaseToken } = type.getFields();
    const codes = ["NOT_FOUND", "STALE_VERSION", ...(leaseToken ? ["LEASE_REQUIRED"] : [])];
    return complaintId && expectedVersion && !codes.every((code) => description?.includes(code));
  });
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test("everything a client can name is described", () => {
  const silent: string[] = [];
  const note = (name: string, thing: { description?: string | null }): void => {
    if (!thing.description) silent.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    note(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field);
        for (const argument of "args" in field ? field.args : [])
          note(`${type.name}.${field.name}(${argument.name})`, argument);
      }
    }
  }
  expect(silent).toEqual([]);
});

test.each(readdirSync(join(folder, "operations")).filter((file) => file.endsWith(".graphql")))(
  "the example %s fits the schema",
  (file) => {
    const document = parse(readFileSync(join(folder, "operations", file), "utf8"));
    expect(validate(schema, document, specifiedRules)).toEqual([]);
  },
);
