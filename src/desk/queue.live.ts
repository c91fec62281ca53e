import { Arg, Authorized, Resolver, Root, Subscription } from "type-graphql";
import { Complaint } from "../complaints/complaint.entity";
import { ComplaintUpdate, toUpdate } from "../complaints/complaint.live";
import type { LoggedEvent } from "../platform/feed/event.entity";
import type { Context } from "../platform/graphql/context";
import { openStream, type LiveRoot } from "../platform/graphql/live";
import { hasRole, type Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { matchesFilter, QueueFilter } from "./queue";

interface Arguments {
  filter?: QueueFilter | null;
  after?: string | null;
}

@Resolver()
export class QueueLive {
  @Authorized("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Subscription(() => ComplaintUpdate, {
    description:
      "Every change of a case that is in the queue, enters it or leaves it (then `complaint.status` says where it went). With a filter: of the cases that fit it, and the change by which one stops fitting `status`.",
    subscribe: ({ args, context }) => followQueue(context as Context, args as Arguments),
  })
  moderationQueueUpdated(
    @Root() root: LiveRoot,
    @Arg("filter", () => QueueFilter, { nullable: true, description: "Only cases that fit now." })
    _filter: QueueFilter | null,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or `moderationQueueCursor`." })
    _after: string | null,
  ): Promise<ComplaintUpdate> {
    return toUpdate(root);
  }
}

/** A list kept by these deliveries must also hear of what leaves it. */
function concerns(event: LoggedEvent, complaint: Complaint, actor: Actor, filter: QueueFilter): boolean {
  const { status, ...rest } = filter;
  const before = event.data.from ?? complaint.status;
  return matchesFilter(complaint, actor, rest) && (!status || complaint.status === status || before === status);
}

function followQueue(ctx: Context, { filter, after }: Arguments): Promise<AsyncIterableIterator<LiveRoot>> {
  return openStream(ctx, {
    name: "queue",
    topics: ["queue"],
    after,
    async permit(viewer, event) {
      const { actor } = viewer;
      if (!actor || !hasRole(actor, "MODERATOR", "LEAD_MODERATOR", "AUDITOR")) throw new Refusal("PERMISSION_REVOKED");
      const complaint = await viewer.loaders.byId(Complaint, event.streamId);
      return complaint !== null && concerns(event, complaint, actor, filter ?? {});
    },
  });
}
