import { isEnumType, type GraphQLSchema } from "graphql";

/**
 * While servers are upgraded one after the other, the newer ones write events, roles, states … that this one has no word for. It tells them
 * by the names they have, as the newer ones do: clients expect more values than they know anyway (docs/releases.md).
 */
export function tellNewerValues(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isEnumType(type) || type.name.startsWith("__")) continue;
    const serialize = type.serialize.bind(type);
    type.serialize = (value) => (typeof value === "string" && WORD.test(value) ? value : serialize(value));
  }
  return schema;
}

/** What can be the name of a value in this schema; an id or a text in its place is a fault. */
const WORD = /^[A-Z][A-Z0-9_]*$/;
