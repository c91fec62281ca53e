import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLSchema,
  type GraphQLType,
} from "graphql";

/** The place of an introspection selection. */
export interface Introspected {
  /** Whether it visits every type or field once each, so that what is below it is averaged; or any of them, possibly the largest. */
  of: "each" | "any";
  /** How many `ofType` precede it. */
  wrapped: number;
}

export const SCHEMA_ITSELF: Introspected = { of: "any", wrapped: 0 };

/** How many values an introspection field returns at most at such a place (1 when it is not a list), and their place. */
export type IntrospectionSize = (name: string, at: Introspected) => readonly [times: number, below: Introspected];

const sizes = new WeakMap<GraphQLSchema, IntrospectionSize>();

/** Counted in the schema itself. For `each` it is the average, which times their number is exact; for `any`, the largest of one. */
export function introspectionSize(schema: GraphQLSchema): IntrospectionSize {
  let size = sizes.get(schema);
  if (!size) sizes.set(schema, (size = count(schema)));
  return size;
}

function count(schema: GraphQLSchema): IntrospectionSize {
  const types = Object.values(schema.getTypeMap());
  const fieldsOf = types.map((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const fields = fieldsOf.flat();
  const inputsOf = types.map((type) => (isInputObjectType(type) ? Object.values(type.getFields()) : []));
  const typed = [...fields, ...fields.flatMap(({ args }) => args), ...inputsOf.flat()];
  const deepest = Math.max(0, ...typed.map(({ type }) => wrappings(type)));
  const lists: Record<string, { average: number; most: number }> = {
    types: only(types.length),
    directives: only(schema.getDirectives().length),
    fields: spread(fieldsOf.map(({ length }) => length)),
    inputFields: spread(inputsOf.map(({ length }) => length)),
    enumValues: spread(types.map((type) => (isEnumType(type) ? type.getValues().length : 0))),
    interfaces: spread(
      types.map((type) => (isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().length : 0)),
    ),
    possibleTypes: spread(types.map((type) => (isAbstractType(type) ? schema.getPossibleTypes(type).length : 0))),
    args: {
      average: spread(fields.map(({ args }) => args.length)).average,
      most: spread([...fields, ...schema.getDirectives()].map(({ args }) => args.length)).most,
    },
    locations: only(Math.max(...schema.getDirectives().map(({ locations }) => locations.length))),
  };
  return (name, { of, wrapped }) => {
    if (name === "ofType") return [wrapped < deepest ? 1 : 0, { of: "any", wrapped: Math.min(wrapped + 1, deepest) }];
    const list = lists[name];
    if (!list) return [1, { of: "any", wrapped: 0 }];
    const below = name === "types" || (of === "each" && EACH_ONCE.has(name)) ? "each" : "any";
    return [of === "each" ? list.average : list.most, { of: below, wrapped: 0 }];
  };
}

/** Lists that belong to one type or field only. */
const EACH_ONCE = new Set(["fields", "inputFields", "enumValues", "args"]);

const only = (times: number): { average: number; most: number } => ({ average: times, most: times });

const spread = (lengths: number[]): { average: number; most: number } => ({
  average: lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length),
  most: Math.max(0, ...lengths),
});

function wrappings(type: GraphQLType): number {
  if (isNonNullType(type)) return 1 + wrappings(getNullableType(type));
  return isListType(type) ? 1 + wrappings(type.ofType) : 0;
}
