import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  type GraphQLSchema,
} from "graphql";
import { createSchema } from "../../src/app/schema";

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

test("every mutation has a payload type of its own, named after it", () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const expected = mutations.map(({ name }) => `${name[0]?.toUpperCase()}${name.slice(1)}Payload!`);
  expect(mutations.map(({ type }) => String(type))).toEqual(expected);
});

test("a fragment on what payloads have in common reads them all", () => {
  const shared = schema.getType("ComplaintPayload");
  if (!isInterfaceType(shared)) throw new Error("not an interface");
  const { objects, interfaces } = schema.getImplementations(shared);
  expect(interfaces.map(({ name }) => name)).toEqual(expect.arrayContaining(["OfferPayload", "RulingPayload"]));
  const names = objects.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["MakeOfferPayload", "IssueRulingPayload", "WithdrawComplaintPayload"]));
  const offer = schema.getType("MakeOfferPayload");
  expect(isObjectType(offer) && Object.keys(offer.getFields())).toEqual(["clientMutationId", "complaint", "offer"]);
});

test("whatever may be done is told in one shape, with a mutation that exists", () => {
  const lists = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).filter(({ name, type }) => /actions$/i.test(name) && isListType(nonNull(type)))
      : [],
  );
  expect(lists.length).toBeGreaterThan(20);
  const mutations = new Set(Object.keys(schema.getMutationType()?.getFields() ?? {}));
  for (const { type } of lists) {
    const available = getNamedType(type);
    if (!isObjectType(available)) throw new Error(`${available.name} is no object`);
    expect(available.getInterfaces().map(({ name }) => name)).toEqual(["AvailableMutation"]);
    const action = getNamedType(available.getFields().action?.type);
    if (!isEnumType(action)) throw new Error(`${available.name} has no action`);
    for (const { name, description } of action.getValues()) {
      const [, mutation] = /mutation `(\w+)`/i.exec(description ?? "") ?? [];
      expect([action.name, name, mutations.has(mutation ?? "")]).toEqual([action.name, name, true]);
    }
  }
  const booleans = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.keys(type.getFields()).filter((name) => /^may[A-Z]/.test(name) && name !== "mayReapplyAt")
      : [],
  );
  expect(booleans).toEqual([]);
});

test("free text that a mutation takes is a reason or a text", () => {
  const otherwise =
    /^(note|remarks?|comment|reasons|justification|explanation|statement|proof|message|request|content|told)$/;
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  const texts = inputs.flatMap((input) =>
    Object.values(input.getFields()).flatMap(({ name, type }) =>
      getNamedType(type).name === "String" ? [`${input.name}.${name}`] : [],
    ),
  );
  expect(texts).toEqual(expect.arrayContaining(["EscalateComplaintInput.text", "DeclineRulingInput.reason"]));
  // The whole draft of a decision, as the client keeps it.
  expect(texts.filter((text) => otherwise.test(text.split(".")[1] ?? ""))).toEqual(["SaveRulingDraftInput.content"]);
});

const nonNull = (type: unknown): unknown => (type as { ofType?: unknown }).ofType ?? type;
