import { isInputObjectType, isIntrospectionType, isNonNullType, isObjectType } from "graphql";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { createSchema } from "../../src/app/schema";
import { startWorld, type World } from "../support/world";
import { neededPlaces, type NeededPlace } from "./needed-places";
import { ThreeDoors } from "./three-doors";

let world: World;
let doors: ThreeDoors;
let places: NeededPlace[];
beforeAll(async () => {
  world = await startWorld("sqlite");
  doors = await ThreeDoors.of(world.visitor);
  places = neededPlaces(await createSchema());
});
afterAll(async () => {
  await doors?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
});

/** Every way to say null at a place. */
const NULLS: Record<string, (place: NeededPlace) => { query: string; variables: Record<string, unknown> } | null> = {
  "a variable": (place) => ({ query: place.operation("$v", `($v: ${place.nullable})`), variables: { v: null } }),
  "a variable whose default is null": (place) => ({
    query: place.operation("$v", `($v: ${place.nullable} = null)`),
    variables: {},
  }),
  "a variable with a default": (place) => ({
    query: place.operation("$v", `($v: ${place.nullable} = ${place.example})`),
    variables: { v: null },
  }),
  "a literal": (place) => ({ query: place.operation("null", ""), variables: {} }),
  "a member of a variable": (place) => place.whole(),
};

test("they are all places of the schema that clients can reach", async () => {
  const schema = await createSchema();
  const names = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isIntrospectionType(type)) return [];
    const ofObject = isObjectType(type) ? Object.values(type.getFields()) : [];
    const members = isInputObjectType(type) ? Object.values(type.getFields()) : [];
    return [
      ...ofObject.flatMap(({ name, args }) =>
        args.filter((each) => isNonNullType(each.type)).map((each) => `${type.name}.${name}(${each.name})`),
      ),
      ...members.filter((each) => isNonNullType(each.type)).map(({ name }) => `${type.name}.${name}`),
    ];
  });
  expect(places.map(({ name }) => name).sort()).toEqual(names.sort());
  expect(places.filter(({ hasDefault }) => hasDefault).length).toBeGreaterThan(40);
});

test.each(Object.keys(NULLS))(
  "null by %s where there is a default: refused with its field by every door, at every such place",
  async (way) => {
    for (const place of places.filter(({ hasDefault }) => hasDefault)) {
      const operation = NULLS[way]?.(place);
      if (!operation) continue;
      const { code, field } = await doors.refusalOf(operation.query, operation.variables);
      expect([place.name, code, field]).toEqual([place.name, "BAD_USER_INPUT", place.field]);
    }
  },
);

test("null where a value is needed never gets past the pipeline, at any place of the schema", async () => {
  const pipeline = new Pipeline(await createSchema(), DEFAULT_LIMITS);
  for (const place of places) {
    for (const way of ["a variable with a default", "a literal", "a member of a variable"]) {
      const operation = NULLS[way]?.(place);
      if (!operation) continue;
      const prepared = pipeline.prepare(operation);
      expect([place.name, prepared]).toMatchObject([
        place.name,
        { errors: [{ extensions: { code: "BAD_USER_INPUT", field: place.field } }] },
      ]);
    }
  }
});

test("a variable left out takes the default, compiled or not", async () => {
  for (const place of places.filter(({ hasDefault }) => hasDefault)) {
    const query = place.operation("$v", `($v: ${place.nullable})`);
    for (let times = 0; times < 3; times += 1) {
      const { errors } = await world.visitor.gql(query);
      const codes = (errors ?? []).map(({ extensions }) => extensions.code);
      expect([place.name, codes]).not.toEqual([place.name, expect.arrayContaining(["INTERNAL_SERVER_ERROR"])]);
      expect([place.name, codes]).not.toEqual([place.name, expect.arrayContaining(["GRAPHQL_VALIDATION_FAILED"])]);
    }
  }
});

test("a directive's condition that is null is refused", async () => {
  const query = "query ($b: Boolean = true) { rules @include(if: $b) { code } }";
  expect(await doors.refusalOf(query, { b: null })).toMatchObject({ code: "BAD_USER_INPUT", field: "if" });
});

test("in a fragment and in a list, but not for another operation, whose place for it may be null", async () => {
  const query = `
    query Harmful($n: Int) { ...F }
    mutation Harmless($n: Int) { escalateComplaint(input: { complaintId: "x", expectedVersion: $n }) { clientMutationId } }
    fragment F on Query { eventsSince(after: "x", first: $n) { caughtUp } }`;
  const pipeline = new Pipeline(await createSchema(), DEFAULT_LIMITS);
  const prepare = (operationName: string, variables: Record<string, unknown>) =>
    pipeline.prepare({ query, operationName, variables });
  expect(prepare("Harmful", { n: null })).toMatchObject({ errors: [{ extensions: { field: "first" } }] });
  expect(prepare("Harmful", { n: 1 })).not.toHaveProperty("errors");
  expect(prepare("Harmful", {})).not.toHaveProperty("errors");
  expect(prepare("Harmless", { n: null })).not.toHaveProperty("errors");
  const list = `query ($k: PromiseKind = PRICE) { listings(filter: { promiseKinds: [PRICE, $k] }) { nodes { id } } }`;
  expect(await doors.refusalOf(list, { k: null })).toMatchObject({
    code: "BAD_USER_INPUT",
    field: "filter.promiseKinds.1",
  });
});
