import type { GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { Role } from "../identity/actor";

/** A query, mutation or subscription, and the roles in its `@Authorized`: undefined without one, empty for anyone signed in. */
export interface Operation {
  schemaName: string;
  roles?: Role[];
}

export function operations(): Operation[] {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  return [...queries, ...mutations, ...subscriptions];
}

const whoMay = ({ roles }: Operation): string =>
  roles === undefined ? "everyone" : roles.length === 0 ? "anyone signed in" : roles.join(", ");

/** Each operation's description begins with who may call it, as its door says: written by nobody, it is never out of date. */
export function describeDoors(schema: GraphQLSchema): GraphQLSchema {
  const known = new Map(operations().map((operation) => [operation.schemaName, operation]));
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    for (const field of Object.values(root?.getFields() ?? {})) {
      const operation = known.get(field.name);
      if (!operation) throw new Error(`no operation is called ${field.name}`);
      field.description = `Who: ${whoMay(operation)}.\n\n${field.description ?? ""}`;
    }
  return schema;
}
