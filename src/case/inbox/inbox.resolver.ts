import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { CaseTimer } from "../complaints/case-timer.entity";
import { Complaint } from "../complaints/complaint.entity";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { isIdOf } from "../../platform/ids";
import { say } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { InboxNotice, NoticeConnection } from "./inbox-notice.types";
import { caseOf, countUnread, findNoticeById, listNotices, MOST_COUNTED } from "./inbox.queries";
import { markInboxRead } from "./mark-inbox-read";
import { MarkInboxReadInput } from "./inbox.types";
import { dueWords, isToldWith } from "./notice-due.pure";
import { noticeText, sentences } from "./notice-text.pure";

@ObjectType({
  description:
    "The reader's notices: about their own cases, those of providers they act for, and those they work on for the platform. A provider's notices are shared by its members; each person has their own reading position, and notices older than a membership do not count as unread.",
})
export class Inbox {}

@ObjectType({ simpleResolvers: true, description: "The inbox after the command." })
class MarkInboxReadPayload extends MutationPayload {
  @Field(() => Inbox, { description: "The present state of the inbox." })
  inbox: Inbox;
}

@Resolver(() => Inbox)
export class InboxResolver {
  @Authorized()
  @Query(() => Inbox, { description: "The viewer's inbox." })
  async inbox(@Ctx() ctx: Context): Promise<Inbox> {
    // What was committed before is in it, whoever committed it.
    await ctx.allNumbered();
    return new Inbox();
  }

  @Authorized()
  @Mutation(() => MarkInboxReadPayload, {
    description:
      "Marks a notice and all older ones as read; never unmarks any. Refused NOT_FOUND when the notice is not in the viewer's inbox.",
  })
  async markInboxRead(
    @Arg("input", () => MarkInboxReadInput, INPUT) input: MarkInboxReadInput,
    @Ctx() ctx: Context,
  ): Promise<MarkInboxReadPayload> {
    const notice = await findNoticeById(ctx, input.upToId);
    if (!notice) throw new Refusal("NOT_FOUND", { field: "input.upToId" });
    await ctx.command("markInboxRead", input, async (tx, actor) => {
      await markInboxRead(tx, actor, notice.position);
      return { noticeId: notice.id };
    });
    return { clientMutationId: input.clientMutationId, inbox: new Inbox() };
  }

  @FieldResolver(() => Int, {
    description: `How many notices are unread; ${MOST_COUNTED} means that many or more.`,
  })
  unreadCount(@Ctx() ctx: Context): Promise<number> {
    return countUnread(ctx);
  }

  @FieldResolver(() => String, {
    description: "Pass it as `after` to `inboxUpdated` to continue from this snapshot: no later notice is lost.",
  })
  cursor(@Ctx() ctx: Context): string {
    return ctx.cursorNow("inboxUpdated");
  }

  @FieldResolver(() => NoticeConnection, { description: "The notices, newest first." })
  notices(@Args(() => PageArgs) args: PageArgs, @Ctx() ctx: Context): Promise<Page<InboxNotice>> {
    return listNotices(ctx, args);
  }
}

@Resolver(() => InboxNotice)
export class NoticeResolver {
  @FieldResolver(() => String, {
    description:
      "What happened, in words, in the viewer's language; and until when, while what the reader should then do is still open.",
  })
  async text(@Root() { event, recipientId }: InboxNotice, @Ctx() ctx: Context): Promise<string> {
    const complaint = await caseOf(ctx, event);
    const about =
      complaint?.title ??
      (await this.provider({ event }, ctx))?.legalName ??
      (await this.account({ event }, ctx))?.displayName;
    const said = noticeText(event.type, event.data, about ?? say("notice.hidden", ctx), ctx);
    if (!complaint) return said;
    const timers = await ctx.loaders.manyBy(CaseTimer, "complaintId", complaint.id);
    const told = timers.filter((timer) => isToldWith(event, timer));
    return sentences([said, ...dueWords(told, complaint, recipientId, said, ctx)], ctx);
  }

  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The case; null when it is about none, or about one the viewer may no longer see.",
  })
  complaint(@Root() { event }: InboxNotice, @Ctx() ctx: Context): Promise<Complaint | null> {
    return caseOf(ctx, event);
  }

  @FieldResolver(() => Provider, {
    nullable: true,
    description: "The provider that a notice of a penalty is about; null when it is about a case.",
  })
  async provider(@Root() { event }: Pick<InboxNotice, "event">, @Ctx() ctx: Context): Promise<Provider | null> {
    if (!isIdOf(Provider, event.streamId)) return null;
    return ctx.loaders.byId(Provider, event.streamId);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The person whose roles or sign-in a notice is about; null when it is about neither.",
  })
  async account(@Root() { event }: Pick<InboxNotice, "event">, @Ctx() ctx: Context): Promise<Account | null> {
    return isIdOf(Account, event.streamId) ? ctx.loaders.byId(Account, event.streamId) : null;
  }
}
