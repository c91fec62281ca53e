import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import type { NumberedEvent } from "../../platform/database/event.entity";
import { inboxTopic } from "../../platform/database/event-writer";
import { Context } from "../../platform/graphql/context";
import { LiveUpdate, openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import { partiesOf } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Complaint } from "../complaints/complaint.entity";
import { InboxNotice } from "./inbox-notice.types";
import { caseOf, countUnread, findNoticeAt, MOST_COUNTED } from "./inbox.queries";

@ObjectType({ implements: LiveUpdate, simpleResolvers: true, description: "News in one's inbox." })
export class InboxUpdate extends LiveUpdate {
  @Field(() => InboxNotice, {
    nullable: true,
    description: "The new notice; null in the payload that only says `caughtUp`.",
  })
  notice: InboxNotice | null;
}

@Resolver(() => InboxUpdate)
export class InboxLive {
  @Authorized()
  @Subscription(() => InboxUpdate, {
    description:
      "Every notice as it comes in, in order, without loss or repetition. Without `after`: from now on. Someone who joins a provider receives its notices from then on; someone who leaves it no longer does. Refused RESYNC_REQUIRED when the cursor cannot be resumed.",
    subscribe: ({ args, context }) => followInbox(context as Context, args as { after?: string | null }),
  })
  async inboxUpdated(
    @Root() { ctx, delivery, cursor }: LiveRoot,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or `Inbox.cursor`." })
    _after: string | null,
  ): Promise<Omit<InboxUpdate, "unreadCount">> {
    const { event, caughtUp } = delivery;
    return { cursor, caughtUp, notice: event && (await findNoticeAt(ctx, event.position)) };
  }

  @FieldResolver(() => Int, {
    description: `How many notices are unread now; ${MOST_COUNTED} means that many or more.`,
  })
  unreadCount(@Root() _update: InboxUpdate, @Ctx() ctx: Context): Promise<number> {
    return countUnread(ctx);
  }
}

function followInbox(ctx: Context, { after }: { after?: string | null }): Promise<LiveStream> {
  ctx.signedIn();
  return openStream(ctx, {
    name: "inboxUpdated",
    topics: (viewer) => partiesOf(viewer.signedIn()).map(inboxTopic),
    lasting: "NOTICE",
    after,
    permit: mayRead,
  });
}

/** The same check as the list's, with the present memberships; and the viewer must still be allowed to see the case. */
async function mayRead(viewer: Context, event: NumberedEvent): Promise<boolean> {
  if (!(await findNoticeAt(viewer, event.position))) return false;
  return !isIdOf(Complaint, event.streamId) || (await caseOf(viewer, event)) !== null;
}
