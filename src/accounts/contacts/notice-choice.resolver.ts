import { Arg, Authorized, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { Reads } from "../../platform/graphql/reads";
import { Account } from "../account/account.entity";
import { maySeeSessions } from "../actor/account.policy";
import { accountPayload } from "../account/account-payloads.types";
import { noticePreferencesOf } from "./notice-choice.queries";
import { NoticePreferences, SetNoticePreferencesInput } from "./notice-choice.types";
import { setNoticePreferences } from "./set-notice-preferences";

@ObjectType({ simpleResolvers: true, description: "What `setNoticePreferences` returns." })
export class SetNoticePreferencesPayload extends MutationPayload {
  @Field(() => Account, { description: "The account, with its preferences as they are now." })
  account: Account;
}

@Resolver(() => Account)
export class NoticeChoiceResolver {
  @Reads<Account>("id")
  @FieldResolver(() => NoticePreferences, {
    nullable: true,
    description: "By what and when the person wants to be told. Null unless it is one's own account.",
  })
  async noticePreferences(@Ctx() ctx: Context, @Root() account: Account): Promise<NoticePreferences | null> {
    return maySeeSessions(ctx.actor, account.id) ? noticePreferencesOf(ctx.db, account.id, ctx.now()) : null;
  }

  @Authorized()
  @Mutation(() => SetNoticePreferencesPayload, {
    description:
      "Chooses by what, and when, one is told of what comes into one's inbox. Deadlines cannot be switched off altogether: of the verified address and number one at least is told of them. Refused: UNAUTHENTICATED; NOT_IN_THIS_STATE for a choice that leaves none.",
  })
  async setNoticePreferences(
    @Ctx() ctx: Context,
    @Arg("input", () => SetNoticePreferencesInput, INPUT) input: SetNoticePreferencesInput,
  ): Promise<SetNoticePreferencesPayload> {
    const { accountId } = await ctx.command("setNoticePreferences", input, (tx, actor) =>
      setNoticePreferences(tx, actor, input),
    );
    return accountPayload(ctx, input, accountId);
  }
}
