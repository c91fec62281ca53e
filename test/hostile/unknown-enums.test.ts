import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import { createSchema } from "../../src/app/schema";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { Refusal } from "../../src/platform/refusal";

const STRANGE = "NO_SUCH_VALUE";

interface Place {
  /** As refusals name it: `input.breaches.0.kind`. */
  field: string;
  value: unknown;
}

/** Where a value of this type can hold an enum, with a value that holds nothing but a strange one there. */
function placesIn(type: GraphQLInputType, field: string, within: readonly string[] = []): Place[] {
  const bare = getNullableType(type);
  if (isListType(bare))
    return placesIn(bare.ofType, `${field}.0`, within).map(({ field, value }) => ({
      field,
      value: [value],
    }));
  if (isEnumType(bare)) return [{ field, value: STRANGE }];
  if (!isInputObjectType(bare) || within.includes(bare.name)) return [];
  return Object.values(bare.getFields()).flatMap(({ name, type }) =>
    placesIn(type, `${field}.${name}`, [...within, bare.name]).map(({ field, value }) => ({
      field,
      value: { [name]: value },
    })),
  );
}

/** Asks for one field, with each of its arguments as a variable. */
function operationOf(kind: string, { name, args, type }: GraphQLField<unknown, unknown>): string {
  const declared = args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(", ");
  const given = args.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  return `${kind} (${declared}) { ${name}(${given}) ${isLeafType(getNamedType(type)) ? "" : "{ __typename }"} }`;
}

function everyPlace(schema: GraphQLSchema): { query: string; argument: GraphQLArgument; place: Place }[] {
  const roots = [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
    ["subscription", schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, root]) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap((argument) =>
        placesIn(argument.type, argument.name).map((place) => ({ query: operationOf(kind, field), argument, place })),
      ),
    ),
  );
}

test("a value that an enum does not have is refused with its place, and is not repeated, wherever one can be given", async () => {
  const schema = await createSchema();
  const pipeline = new Pipeline(schema, DEFAULT_LIMITS);
  const places = everyPlace(schema);
  expect(places.length).toBeGreaterThan(100);
  for (const { query, argument, place } of places) {
    const prepared = pipeline.prepare({ query, variables: { [argument.name]: place.value } });
    if (!("errors" in prepared)) throw new Error(`${query} takes ${place.field}`);
    const fields = prepared.errors.flatMap(({ originalError }) => {
      if (!(originalError instanceof Refusal)) throw new Error(`${query}: ${String(originalError)}`);
      const { code, details } = originalError;
      return [{ code, ...details }, ...(details.problems ?? [])].map((each) => `${each.code} ${each.field}`);
    });
    expect([query, fields]).toEqual([query, expect.arrayContaining([`BAD_USER_INPUT ${place.field}`])]);
    expect(JSON.stringify(prepared.errors)).not.toContain(STRANGE);
  }
});
