import { Arg, Authorized, Ctx, Query, Resolver } from "type-graphql";
import type { Role } from "../../accounts/actor/actor";
import { Context } from "../../platform/graphql/context";
import { checkPromiseTerms } from "./promise-check.queries";
import { PromiseCheck, PromiseCheckInput } from "./promise-check.types";

@Resolver()
export class PromiseCheckResolver {
  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Query(() => PromiseCheck, {
    description:
      "Whether terms can be kept, before they are published: the share of the provider's own past orders that would have kept them, and what the others would have cost. Changes nothing. For members of the provider. Refused: NOT_FOUND, FORBIDDEN for another provider's, BAD_USER_INPUT for terms that do not fit the kind.",
  })
  promiseCheck(
    @Ctx() ctx: Context,
    @Arg("input", () => PromiseCheckInput, { description: "The terms, and where they are to hold." })
    input: PromiseCheckInput,
  ): Promise<PromiseCheck> {
    return checkPromiseTerms(ctx, input);
  }
}
