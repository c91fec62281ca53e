import type { GraphQLFieldResolver, GraphQLSchema } from "graphql";
import type { Actor } from "../identity/actor";
import { Refusal, type Obstacle } from "../refusal";
import type { Context } from "./context";

/** Why an operation is closed to this actor whatever their roles; null: it is not. */
export type Guard = (actor: Actor | null, operation: string) => Obstacle | null;

const GUARD = "guard of the root fields";

/**
 * Asks the guard before each query, mutation and subscription, and again at each delivery, however the field is reached: by the operation
 * itself, by `node`, by a cursor.
 */
export function guardRoots(schema: GraphQLSchema, guard: Guard): GraphQLSchema {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    for (const field of Object.values(root?.getFields() ?? {})) {
      field.resolve = guarded(field.resolve, field.name, guard);
      field.subscribe &&= guarded(field.subscribe, field.name, guard);
    }
  schema.extensions = { ...schema.extensions, [GUARD]: guard };
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

function guarded(resolve: Resolve | undefined, operation: string, guard: Guard): Resolve {
  if (!resolve) throw new Error(`${operation} has no resolver`);
  return (root, args, ctx, info) => {
    const obstacle = guard(ctx.actor, operation);
    if (obstacle) throw new Refusal(obstacle.code, obstacle);
    return resolve(root, args, ctx, info);
  };
}

/** In the extensions, which the copy of the schema has that compiled operations are given. */
export function guardOf({ extensions }: GraphQLSchema): Guard {
  const guard = extensions[GUARD];
  if (!guard) throw new Error("guardRoots was not called for this schema");
  return guard as Guard;
}
