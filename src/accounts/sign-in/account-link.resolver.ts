import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload, UnrememberedInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";
import { redeemAccountLink } from "../passwords/redeem-account-link";
import { sessionsOf } from "./sessions";

@InputType({
  description:
    "A one-time link and the password to sign in with from now on. Repeating it is refused NOT_FOUND once it has worked: sign in then.",
})
class RedeemAccountLinkInput extends UnrememberedInput {
  @TextField({ max: 100, description: "The part of the link after `#`." })
  token: string;

  @TextField({ min: 10, max: 200, description: "The new password, at least 10 characters." })
  password: string;
}

@ObjectType({ simpleResolvers: true, description: "What `redeemAccountLink` returns." })
class RedeemAccountLinkPayload extends MutationPayload {
  @Field(() => String, { description: "The login to sign in with." })
  login: string;
}

@Resolver()
export class AccountLinkResolver {
  @Mutation(() => RedeemAccountLinkPayload, {
    description:
      "Opens a one-time link that the platform's operator has created, or that `requestPasswordReset` has sent: sets the account's password and ends its sessions. Does not sign in: `signIn` does. Refused: NOT_FOUND, alike for a link that is unknown, was used, was replaced by a newer one or has expired; RATE_LIMITED for too many attempts with one link; BAD_USER_INPUT for the password, which leaves the link as it was.",
  })
  async redeemAccountLink(
    @Ctx() ctx: Context,
    @Arg("input", () => RedeemAccountLinkInput, INPUT) input: RedeemAccountLinkInput,
  ): Promise<RedeemAccountLinkPayload> {
    const { limits } = sessionsOf(ctx);
    // As many as registrations: both hash a password for somebody who is not signed in.
    const { login } = await redeemAccountLink(ctx.db, ctx.now(), input, (linkId) => limits.registration(linkId));
    return { clientMutationId: input.clientMutationId, login };
  }
}
