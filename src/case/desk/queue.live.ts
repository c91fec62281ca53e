import { Arg, Authorized, Resolver, Root, Subscription } from "type-graphql";
import { maySeeEvent } from "../complaints/case-event.policy";
import { Complaint } from "../complaints/complaint.entity";
import { ComplaintUpdate, toUpdate } from "../complaints/complaint.live";
import type { HeardEvent } from "../../platform/database/event.entity";
import type { Context } from "../../platform/graphql/context";
import { openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import { byRoles, hasRole, type Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { beforeEvent } from "./former-values.pure";
import { matchesFilter, QueueFilter } from "./queue.queries";

interface Arguments {
  filter?: QueueFilter | null;
  after?: string | null;
}

@Resolver()
export class QueueLive {
  @Authorized("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Subscription(() => ComplaintUpdate, {
    description:
      "Every change of a case that is in the queue, enters it or leaves it (then `complaint.status` says where it went). With a filter: changes of the cases that match it, and the change by which one stops matching: compare the case with the filter, and remove it from the list when it does not match. The passing of time is no change: nothing is delivered when a case becomes overdue.",
    subscribe: ({ args, context }) => followQueue(context as Context, args as Arguments),
  })
  moderationQueueUpdated(
    @Root() root: LiveRoot,
    @Arg("filter", () => QueueFilter, { nullable: true, description: "Only cases that match now." })
    _filter: QueueFilter | null,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or `moderationQueueCursor`." })
    _after: string | null,
  ): Promise<ComplaintUpdate> {
    return toUpdate(root);
  }
}

/**
 * A list kept by these deliveries must also learn what leaves it. The former clocks of a case that moves on are not known, so
 * it is delivered whatever the filter says about them.
 */
function concerns(event: HeardEvent, complaint: Complaint, actor: Actor, filter: QueueFilter, now: number): boolean {
  if (matchesFilter(complaint, actor, filter, now)) return true;
  const { overdue: _, dueToday: __, dueAt: ___, ...rest } = filter;
  const before = event.data.from === undefined ? filter : rest;
  return matchesFilter(beforeEvent(complaint, event), actor, before, now);
}

function followQueue(ctx: Context, { filter, after }: Arguments): Promise<LiveStream> {
  return openStream(ctx, {
    name: "moderationQueueUpdated",
    topics: ["queue"],
    lasting: "TOPIC",
    after,
    filter,
    scope: "staff",
    audience: {
      of: (viewer) => (filter?.mine || filter?.assignedToMe || filter?.withMe ? null : byRoles(viewer)),
      async apart(event, loaders) {
        const complaint = event && (await loaders.byId(Complaint, event.streamId));
        return complaint ? [complaint.consumerId] : [];
      },
    },
    mayListen({ actor }) {
      if (!hasRole(actor, "MODERATOR", "LEAD_MODERATOR", "AUDITOR")) throw new Refusal("PERMISSION_REVOKED");
    },
    async permit(viewer, event) {
      const actor = viewer.signedIn();
      const complaint = await viewer.loaders.byId(Complaint, event.streamId);
      // In a case of their own, staff too receive only what parties receive.
      if (!complaint || !maySeeEvent(viewer, complaint, event)) return false;
      return concerns(event, complaint, actor, filter ?? {}, viewer.now());
    },
  });
}
