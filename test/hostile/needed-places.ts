import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";

/** A place of the schema where null may not stand. */
export interface NeededPlace {
  /** `Query.listings(first)` or `MoneyInput.amount`. */
  name: string;
  /** As refusals name it. */
  field: string;
  /** Null may be left out here: `T! = default`. */
  hasDefault: boolean;
  /** The type of a variable that may stand here although it is nullable. */
  nullable: string;
  /** A value of it, as text. */
  example: string;
  /** An operation with this text at the place, declaring these variables. */
  operation(value: string, declarations: string): string;
  /** An operation whose one variable `$all` is the whole argument, and its value with null at the place; none for an argument itself. */
  whole(): { query: string; variables: Record<string, unknown> } | null;
}

type Field = GraphQLField<unknown, unknown>;
/** A value as text and as JSON. */
interface Example {
  text: string;
  json: unknown;
}

export function neededPlaces(schema: GraphQLSchema): NeededPlace[] {
  const reached = reach(schema);
  const places: NeededPlace[] = [];
  const inputs = new Map<string, (inner: Example) => { example: Example; path: string }>();
  const around = new Map<string, { argument: GraphQLArgument; around: (value: string) => string; root: string }>();
  const waiting: string[] = [];

  for (const { owner, field, root, around: wrap } of reached) {
    for (const argument of field.args) {
      const surround = (value: string): string => wrap(call(field, argument.name, value));
      if (isNonNullType(argument.type))
        places.push({
          name: `${owner}.${field.name}(${argument.name})`,
          field: argument.name,
          ...particulars(argument),
          operation: (value, declarations) => `${root}${declarations} ${surround(value)}`,
          whole: () => null,
        });
      const named = getNamedType(argument.type);
      if (!isInputObjectType(named) || inputs.has(named.name)) continue;
      const isList = isListType(getNullableType(argument.type));
      inputs.set(named.name, (inner) => ({
        example: isList ? { text: `[${inner.text}]`, json: [inner.json] } : inner,
        path: isList ? `${argument.name}.0` : argument.name,
      }));
      around.set(named.name, { argument, around: surround, root });
      waiting.push(named.name);
    }
  }
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const type = schema.getType(name);
    const [into, whole] = [inputs.get(name), around.get(name)];
    if (!isInputObjectType(type) || !into || !whole) throw new Error(name);
    for (const member of Object.values(type.getFields())) {
      const holding = (inner: Example) => into(objectWith(type.getFields(), member.name, inner));
      const { path } = holding({ text: "", json: null });
      if (isNonNullType(member.type))
        places.push({
          name: `${name}.${member.name}`,
          field: `${path}.${member.name}`,
          ...particulars(member),
          operation: (value, declarations) =>
            `${whole.root}${declarations} ${whole.around(holding({ text: value, json: null }).example.text)}`,
          whole: () => ({
            query: `${whole.root}($all: ${String(whole.argument.type)}) ${whole.around("$all")}`,
            variables: { all: holding({ text: "", json: null }).example.json },
          }),
        });
      const named = getNamedType(member.type);
      if (!isInputObjectType(named) || inputs.has(named.name)) continue;
      const isList = isListType(getNullableType(member.type));
      inputs.set(named.name, (inner) => {
        const { example } = holding(isList ? { text: `[${inner.text}]`, json: [inner.json] } : inner);
        return { example, path: `${path}.${member.name}${isList ? ".0" : ""}` };
      });
      around.set(named.name, whole);
      waiting.push(named.name);
    }
  }
  return places;
}

interface Reached {
  owner: string;
  field: Field;
  root: string;
  around: (call: string) => string;
}

/** Every field of every object, by the shortest way from a root. */
function reach(schema: GraphQLSchema): Reached[] {
  const all: Reached[] = [];
  const seen = new Set<string>();
  let next = (["query", "mutation", "subscription"] as const).map((root) => ({
    type: schema.getRootType(root as never),
    root: root,
    around: (call: string): string => `{ ${call} }`,
  }));
  while (next.length > 0) {
    const further: typeof next = [];
    for (const { type, root, around } of next) {
      if (!isObjectType(type) || seen.has(type.name)) continue;
      seen.add(type.name);
      for (const field of Object.values(type.getFields())) {
        all.push({ owner: type.name, field, root, around });
        const below = getNamedType(field.type);
        if (isObjectType(below))
          further.push({
            type: below,
            root,
            around: (inner) => around(`${field.name}${argumentsOf(field)} { ${inner} }`),
          });
      }
    }
    next = further;
  }
  return all;
}

const call = (field: Field, argument: string, value: string): string =>
  `${field.name}${argumentsOf(field, argument, value)}${isCompositeType(getNamedType(field.type)) ? " { __typename }" : ""}`;

function argumentsOf(field: Field, argument?: string, value?: string): string {
  const given = field.args.flatMap(({ name, type, defaultValue }) =>
    name === argument
      ? [`${name}: ${value}`]
      : isNonNullType(type) && defaultValue === undefined
        ? [`${name}: ${exampleOf(type).text}`]
        : [],
  );
  return given.length > 0 ? `(${given.join(", ")})` : "";
}

function objectWith(fields: Record<string, GraphQLInputField>, name: string, inner: Example): Example {
  const members = Object.values(fields).flatMap((field): [string, Example][] =>
    field.name === name
      ? [[name, inner]]
      : isNonNullType(field.type) && field.defaultValue === undefined
        ? [[field.name, exampleOf(field.type)]]
        : [],
  );
  return {
    text: `{ ${members.map(([key, { text }]) => `${key}: ${text}`).join(", ")} }`,
    json: Object.fromEntries(members.map(([key, { json }]) => [key, json])),
  };
}

const LEAVES: Record<string, Example> = {
  Int: { text: "1", json: 1 },
  Float: { text: "1", json: 1 },
  MinorUnits: { text: "1", json: 1 },
  Boolean: { text: "true", json: true },
  DateTime: { text: '"2026-11-24T08:30:00.000Z"', json: "2026-11-24T08:30:00.000Z" },
};

function exampleOf(type: GraphQLInputType): Example {
  const bare = getNullableType<GraphQLInputType>(type);
  if (isListType(bare)) return { text: "[]", json: [] };
  if (isInputObjectType(bare)) return objectWith(bare.getFields(), "", { text: "", json: null });
  if (isEnumType(bare)) {
    const name = bare.getValues()[0]?.name ?? "";
    return { text: name, json: name };
  }
  return LEAVES[getNamedType(bare).name] ?? { text: '"x"', json: "x" };
}

const particulars = ({ type, defaultValue }: { type: GraphQLInputType; defaultValue?: unknown }) => ({
  hasDefault: defaultValue !== undefined,
  nullable: String(getNullableType(type)),
  example: exampleOf(type).text,
});
