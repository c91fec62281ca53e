import {
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { Reader } from "../database/reader";
import type { Role } from "../identity/actor";

/** A query, mutation or subscription, and the roles in its `@Authorized`: undefined without one, empty for anyone signed in. */
export interface Operation {
  schemaName: string;
  roles?: Role[];
}

/** In the extensions of an operation that is there in some markets only: whether it is in this one. */
export const IS_THERE = "isThere";
type IsThere = (reader: Reader) => boolean;

/** Whether the operation is there at all, whoever asks. */
export function isThere(schema: GraphQLSchema, operation: string, reader: Reader): boolean {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const field = roots.map((root) => root?.getFields()[operation]).find((each) => each);
  const ask = field?.extensions[IS_THERE] as IsThere | undefined;
  return ask === undefined || ask(reader);
}

export function operations(): Operation[] {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  return [...queries, ...mutations, ...subscriptions];
}

const whoMay = ({ roles }: Operation): string =>
  roles === undefined ? "everyone" : roles.length === 0 ? "anyone signed in" : roles.join(", ");

/** What goes for every operation of a root type. */
const ROOTS = {
  Query:
    "What can be read: `POST /graphql` with `Content-Type: application/json`, or over a websocket (see `Subscription`). The header `Authorization: Bearer …` with an `accessToken` (see `signIn`) says who asks; without it a visitor does. `Accept-Language` chooses the language of messages (`en`, `zh-CN`). `X-Client-Name` and `X-Client-Version` say which program asks. Answers have the headers `X-Request-Id`, to be named in questions to the operator, and `Redress-Schema` (see `schemaVersion`). How much may be asked for: `apiLimits`. How requests are refused: `refusals`.",
  Mutation:
    "What can be done, at the addresses of `Query`. The fields of one document are carried out one after the other, each wholly or not at all. With a `clientMutationId` a request that is sent again, because its answer got lost, gives the first result again and is not carried out twice, unless its input says otherwise.",
  Subscription:
    "What can be followed live: over a websocket at `/graphql` (subprotocol `graphql-transport-ws`), where `authorization`, `locale`, `clientName` and `clientVersion` in the payload of `connection_init` stand for the headers; or with `POST /graphql/stream`, answered as server-sent events. Each payload has a `cursor`: pass the latest as `after` when you connect again, and nothing is lost or delivered twice.",
};

/** Each operation's description begins with who may call it, as its door says: written by nobody, it is never out of date. `further`: of those whom roles do not tell apart. */
export function describeDoors(schema: GraphQLSchema, further: (operation: string) => string): GraphQLSchema {
  const known = new Map(operations().map((operation) => [operation.schemaName, operation]));
  for (const [name, description] of Object.entries(ROOTS)) {
    const root = schema.getType(name);
    if (!isObjectType(root)) throw new Error(`there is no ${name}`);
    root.description = description;
    for (const field of Object.values(root.getFields())) {
      const operation = known.get(field.name);
      if (!operation) throw new Error(`no operation is called ${field.name}`);
      field.description = `Who: ${whoMay(operation)}.${further(field.name)}\n\n${field.description ?? ""}`;
    }
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
