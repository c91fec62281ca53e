import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema, type NonEmptyArray } from "type-graphql";
import { whyNotByScope, type Role } from "../accounts/actor/actor";
import { resolveUpdateTypes } from "../platform/graphql/catch-up.resolver";
import { orderArguments } from "../platform/graphql/argument-order";
import { PageArgs } from "../platform/graphql/connection";
import { callDirectly, resolverInstances } from "../platform/graphql/direct-resolvers";
import type { Context } from "../platform/graphql/context";
import { MutationInput, UnrememberedInput } from "../platform/graphql/idempotency";
import { QueryInput } from "../platform/graphql/query-input";
import { checkInput } from "../platform/graphql/text-field";
import { guardRoots } from "../platform/graphql/guarded-roots";
import { describeCaseCommands } from "../case/complaints/describe-case-commands";
import { describeDoors } from "../platform/graphql/operations";
import { tellNewerValues } from "../platform/graphql/newer-values";
import { payloadPerMutation } from "../platform/graphql/payload-per-mutation";
import { resolveNodes } from "../platform/graphql/node.resolver";
import { SearchArgs } from "../public/search/search-hit.types";
import { scopeOf } from "./client-operations.table";
import { ENTITIES, RESOLVERS } from "./districts";

let schema: Promise<GraphQLSchema> | undefined;

/** Built once per process, however many servers it runs: it never changes. */
export const createSchema = (): Promise<GraphQLSchema> => (schema ??= build());

/** What comes as the argument `input`; problems in it are named from there. */
const INPUTS = [MutationInput, UnrememberedInput, QueryInput];
/** What comes as several arguments of a field, each by its own name. */
const ARGUMENTS = [PageArgs, SearchArgs];

function checkArgument(value: unknown): void {
  const isArguments = ARGUMENTS.some((Arguments) => value instanceof Arguments);
  checkInput(value, INPUTS.some((Input) => value instanceof Input) ? "input" : isArguments ? "" : "filter");
}

function build(): Promise<GraphQLSchema> {
  return buildSchema({
    container: resolverInstances,
    resolvers: quicklySearched(RESOLVERS) as unknown as NonEmptyArray<() => object>,
    // It would ask the schema for all of itself; whether it is valid is checked by whoever executes operations with it, at the start.
    skipCheck: true,
    authChecker: ({ context }, roles) => (context as Context).passesDoor(roles as Role[]),
    validateFn: checkArgument,
    // Our streams come from the log; type-graphql only requires that a pub/sub exists.
    pubSub: {
      publish: () => undefined,
      subscribe: () => {
        throw new Error("streams are opened by their resolvers");
      },
    },
  }).then((built) =>
    guardRoots(
      tellNewerValues(
        resolveNodes(
          resolveUpdateTypes(
            describeDoors(
              describeCaseCommands(payloadPerMutation(orderArguments(callDirectly(built, checkArgument)))),
              forClients,
            ),
          ),
          ENTITIES as (new () => object)[],
        ),
      ),
      (actor, operation) => whyNotByScope(actor, scopeOf(operation)),
    ),
  );
}

/** type-graphql looks for each field's resolvers among all of them, half a million times: in a list, that is a sixth of the building. */
function quicklySearched<T>(list: readonly T[]): T[] {
  const known = new Set(list);
  return Object.assign([...list], { includes: (one: T) => known.has(one) });
}

/** In an operation's description, after who may call it. */
function forClients(operation: string): string {
  const scope = scopeOf(operation);
  if (scope === undefined) return "";
  return scope === "NONE" ? " API clients too." : ` API clients with ${scope}.`;
}
