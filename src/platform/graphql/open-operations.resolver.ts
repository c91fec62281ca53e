import { Ctx, getMetadataStorage, Query, Resolver } from "type-graphql";
import { opensDoor, type Role } from "../identity/actor";
import type { Context } from "./context";

/** The roles in an operation's `@Authorized`: undefined without one, empty for anyone signed in. */
interface Operation {
  schemaName: string;
  roles?: Role[];
}

@Resolver()
export class OpenOperationsResolver {
  @Query(() => [String], {
    description:
      "Names of the queries, mutations and subscriptions that the viewer may call: those open to everyone, to anyone signed in, or to one of the viewer's present roles. For menus, and for buttons that begin something new. What can be done with one thing now is that thing's own `availableActions`, or its fields that begin with `mayBe`.",
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
