import { Arg, Authorized, Ctx, Field, FieldResolver, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload, type MutationInput } from "../../platform/graphql/idempotency";
import { Reads } from "../../platform/graphql/reads";
import { Account } from "../account/account.entity";
import { maySeeSessions } from "../actor/account.policy";
import { accountPayload } from "../account/account-payloads.types";
import { addContactPoint } from "./add-contact-point";
import { ContactPoint } from "./contact-point.entity";
import {
  AddContactPointInput,
  RemoveContactPointInput,
  RequestPasswordResetInput,
  SendContactCodeInput,
  SetLetterFrequencyInput,
  VerifyContactPointInput,
} from "./contact-inputs.types";
import { removeContactPoint } from "./remove-contact-point";
import { requestPasswordReset } from "./request-password-reset";
import { sendContactCode } from "./send-contact-code";
import { setLetterFrequency } from "./set-letter-frequency";
import { verifyContactPoint } from "./verify-contact-point";

@ObjectType({ simpleResolvers: true, description: "What the platform can send to people." })
export class Mailing {
  @Field(() => Boolean, {
    description: "Whether this platform sends e-mail at all; where it does not, no address can be entered.",
  })
  email: boolean;

  @Field(() => Boolean, { description: "Whether it sends text messages; where it does not, no number can be entered." })
  sms: boolean;

  @Field(() => Boolean, { description: "Whether it tells apps; where it does not, none can be registered." })
  appPush: boolean;
}

@ObjectType()
abstract class ContactPayload extends MutationPayload {
  @Field(() => Account, { description: "The account, with its contact points as they are now." })
  account: Account;
}

@ObjectType({ simpleResolvers: true, description: "What `addContactPoint` returns." })
export class AddContactPointPayload extends ContactPayload {}

@ObjectType({ simpleResolvers: true, description: "What `verifyContactPoint` returns." })
export class VerifyContactPointPayload extends ContactPayload {}

@ObjectType({ simpleResolvers: true, description: "What `sendContactCode` returns." })
export class SendContactCodePayload extends ContactPayload {}

@ObjectType({ simpleResolvers: true, description: "What `setLetterFrequency` returns." })
export class SetLetterFrequencyPayload extends ContactPayload {}

@ObjectType({ simpleResolvers: true, description: "What `removeContactPoint` returns." })
export class RemoveContactPointPayload extends ContactPayload {}

@ObjectType({ simpleResolvers: true, description: "What `requestPasswordReset` returns: the same for every address." })
export class RequestPasswordResetPayload extends MutationPayload {}

const own = (ctx: Context, input: Pick<MutationInput, "clientMutationId">) =>
  accountPayload(ctx, input, ctx.signedIn().accountId);

@Resolver(() => Account)
export class ContactResolver {
  @Query(() => Mailing, { description: "What the platform can send to people." })
  mailing(@Ctx() ctx: Context): Mailing {
    const { mailer, gateways } = ctx.services;
    return { email: mailer !== null, sms: gateways.sms !== null, appPush: gateways.appPush !== null };
  }

  @Reads<Account>("id")
  @FieldResolver(() => [ContactPoint], {
    nullable: true,
    description:
      "Where the platform's messages to the person go, in the order in which they were entered. Null unless it is one's own account, for everybody.",
  })
  async contactPoints(@Ctx() ctx: Context, @Root() account: Account): Promise<ContactPoint[] | null> {
    if (!maySeeSessions(ctx.actor, account.id)) return null;
    const points = await ctx.loaders.manyBy(ContactPoint, "accountId", account.id);
    return points.filter(({ kind }) => kind !== "APP_PUSH");
  }

  @Mutation(() => RequestPasswordResetPayload, {
    description:
      "Sends a link to a new password to everybody whose verified address this is; `redeemAccountLink` opens it. The answer does not say whether there is anybody. A second factor is asked for at the next sign-in as before. Refused: BAD_USER_INPUT for what is no address; NOT_IN_THIS_STATE where the platform sends no mail; RATE_LIMITED after too many, whether somebody has the address or not.",
  })
  async requestPasswordReset(
    @Ctx() ctx: Context,
    @Arg("input", () => RequestPasswordResetInput, INPUT) input: RequestPasswordResetInput,
  ): Promise<RequestPasswordResetPayload> {
    await requestPasswordReset(ctx, input);
    return { clientMutationId: input.clientMutationId };
  }

  @Authorized()
  @Mutation(() => AddContactPointPayload, {
    description:
      "Enters an address or a mobile number and sends a code there: once it has been entered (`verifyContactPoint`), messages go there, and no longer to the one before of the same kind. Refused: UNAUTHENTICATED; FORBIDDEN for a wrong password or code; NOT_IN_THIS_STATE where the platform sends no mail or no text messages, and for accounts of an outside identity provider; BAD_USER_INPUT for what is no address or no mobile number with its country code, for a number of a country to which none are sent, and for apps and browsers; ALREADY_EXISTS for one's own that is verified; RATE_LIMITED after too many codes to it, to numbers beside it, from the account or from one place.",
  })
  async addContactPoint(
    @Ctx() ctx: Context,
    @Arg("input", () => AddContactPointInput, INPUT) input: AddContactPointInput,
  ): Promise<AddContactPointPayload> {
    await addContactPoint(ctx, input);
    return own(ctx, input);
  }

  @Authorized()
  @Mutation(() => SendContactCodePayload, {
    description:
      "Sends a new code to an address that is not verified, or to which messages came back. Refused: UNAUTHENTICATED; NOT_FOUND; NOT_IN_THIS_STATE for one that is verified, or where the platform sends no such messages; RATE_LIMITED.",
  })
  async sendContactCode(
    @Ctx() ctx: Context,
    @Arg("input", () => SendContactCodeInput, INPUT) input: SendContactCodeInput,
  ): Promise<SendContactCodePayload> {
    await sendContactCode(ctx, input);
    return own(ctx, input);
  }

  @Authorized()
  @Mutation(() => VerifyContactPointPayload, {
    description:
      "Enters the code that was sent to an address. Refused: UNAUTHENTICATED; NOT_FOUND; BAD_USER_INPUT for a wrong code; NOT_IN_THIS_STATE when there is none, or it is too old, or too many wrong ones were entered: send another.",
  })
  async verifyContactPoint(
    @Ctx() ctx: Context,
    @Arg("input", () => VerifyContactPointInput, INPUT) input: VerifyContactPointInput,
  ): Promise<VerifyContactPointPayload> {
    await verifyContactPoint(ctx, input);
    return own(ctx, input);
  }

  @Authorized()
  @Mutation(() => SetLetterFrequencyPayload, {
    description:
      "Chooses when messages are sent to an address. What concerns a deadline that costs rights is sent at once in any case. Refused: UNAUTHENTICATED; NOT_FOUND.",
  })
  async setLetterFrequency(
    @Ctx() ctx: Context,
    @Arg("input", () => SetLetterFrequencyInput, INPUT) input: SetLetterFrequencyInput,
  ): Promise<SetLetterFrequencyPayload> {
    await ctx.command("setLetterFrequency", input, (tx, actor) => setLetterFrequency(tx, actor, input));
    return own(ctx, input);
  }

  @Authorized()
  @Mutation(() => RemoveContactPointPayload, {
    description: "Removes an address: nothing is sent there any longer. Refused: UNAUTHENTICATED; NOT_FOUND.",
  })
  async removeContactPoint(
    @Ctx() ctx: Context,
    @Arg("input", () => RemoveContactPointInput, INPUT) input: RemoveContactPointInput,
  ): Promise<RemoveContactPointPayload> {
    await ctx.command("removeContactPoint", input, (tx, actor) => removeContactPoint(tx, actor, input));
    return own(ctx, input);
  }
}
