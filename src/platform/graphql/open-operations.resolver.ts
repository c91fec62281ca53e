import { Ctx, getMetadataStorage, Query, Resolver } from "type-graphql";
import { opensDoor, type Role } from "../identity/actor";
import type { Context } from "./context";

/** What `@Authorized` says over an operation: undefined without one, empty for whoever is signed in. */
interface Operation {
  schemaName: string;
  roles?: Role[];
}

@Resolver()
export class OpenOperationsResolver {
  @Query(() => [String], {
    description:
      "Names of the queries, mutations and subscriptions whose door is open to the viewer: to everybody, to whoever is signed in, or to one of their roles as they are now. For menus, and for buttons that begin something new. What can be done with one thing today is that thing's own `availableActions`, or its fields that begin with `mayBe`.",
  })
  openOperations(@Ctx() { actor }: Context): string[] {
    return operations()
      .filter(({ roles }) => roles === undefined || (actor !== null && opensDoor(actor, roles)))
      .map(({ schemaName }) => schemaName);
  }
}

function operations(): Operation[] {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  return [...queries, ...mutations, ...subscriptions];
}
