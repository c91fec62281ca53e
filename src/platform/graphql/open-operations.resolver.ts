import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Info, Query, Resolver } from "type-graphql";
import { opensDoor } from "../identity/actor";
import type { Context } from "./context";
import { guardOf } from "./guarded-roots";
import { isThere, operations } from "./operations";

@Resolver()
export class OpenOperationsResolver {
  @Query(() => [String], {
    description:
      "Names of the queries, mutations and subscriptions that the viewer may call: those open to everyone, to anyone signed in, or to one of the viewer's present roles; to an API client those of them that its scopes open; without those that are in sandboxes only, elsewhere. For menus, and for buttons that begin something new. What can be done with one thing now is that thing's own `availableActions`, or its fields that begin with `mayBe`.",
  })
  openOperations(@Ctx() { actor, db }: Context, @Info() { schema }: GraphQLResolveInfo): string[] {
    const guard = guardOf(schema);
    return operations()
      .filter(({ roles }) => roles === undefined || (actor !== null && opensDoor(actor, roles)))
      .map(({ schemaName }) => schemaName)
      .filter((name) => guard(actor, name) === null && isThere(schema, name, db));
  }
}
