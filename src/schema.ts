import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema, type NonEmptyArray } from "type-graphql";
import { AccountResolver } from "./accounts/account.resolver";
import { SessionResolver } from "./accounts/session.resolver";
import { ComplaintLive } from "./complaints/complaint.live";
import { BreachResolver, ComplaintResolver } from "./complaints/complaint.resolver";
import { DeskResolver } from "./desk/desk.resolver";
import { QueueLive } from "./desk/queue.live";
import { DevelopmentResolver } from "./development/development.resolver";
import { NegotiationResolver, OfferResolver } from "./negotiation/negotiation.resolver";
import type { Context } from "./platform/graphql/context";
import { MutationInput } from "./platform/graphql/idempotency";
import { checkInput } from "./platform/graphql/text-field";
import type { Role } from "./platform/identity/actor";

/** The list of everything the API offers. */
export const RESOLVERS = [
  AccountResolver,
  SessionResolver,
  ComplaintResolver,
  BreachResolver,
  ComplaintLive,
  NegotiationResolver,
  OfferResolver,
  DeskResolver,
  QueueLive,
  DevelopmentResolver,
] as unknown as NonEmptyArray<() => object>;

export function createSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: RESOLVERS as never,
    authChecker: ({ context }, roles) => (context as Context).passesDoor(roles as Role[]),
    validateFn: (value) => checkInput(value, value instanceof MutationInput ? "input" : "filter"),
    // Our streams come from the log; type-graphql only wants to see that somebody could publish.
    pubSub: { publish: () => undefined, subscribe: () => { throw new Error("streams are opened by their resolvers"); } },
  });
}
