import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
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

/** Whether it is a query that asks only for what visitors may ask for too; introspection is not counted among that. */
export function isForVisitors(document: DocumentNode, { operation, selectionSet }: OperationDefinitionNode): boolean {
  if (operation !== OperationTypeNode.QUERY) return false;
  const open = new Set(getMetadataStorage().queries.flatMap(({ schemaName, roles }) => (roles ? [] : [schemaName])));
  return rootFields(document, selectionSet).every((name) => name === "__typename" || open.has(name));
}

const rootFields = (document: DocumentNode, { selections }: SelectionSetNode): string[] =>
  selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return [each.name.value];
    if (each.kind === Kind.INLINE_FRAGMENT) return rootFields(document, each.selectionSet);
    return document.definitions.flatMap((other) =>
      other.kind === Kind.FRAGMENT_DEFINITION && other.name.value === each.name.value
        ? rootFields(document, other.selectionSet)
        : [],
    );
  });
