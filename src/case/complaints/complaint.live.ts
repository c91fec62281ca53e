import { Arg, Authorized, Extensions, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import type { HeardEvent } from "../../platform/database/event.entity";
import { logOpening, openedBefore } from "./log-opening";
import { Context } from "../../platform/graphql/context";
import { WITHOUT_CURSOR } from "../../platform/graphql/catch-up.resolver";
import { LiveUpdate, openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import { byRoles, isMemberOf, partiesOf, type Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { maySeeEvent } from "./case-event.policy";
import { readCaseEvent } from "./case-event.queries";
import { CaseEvent } from "./case-event.types";
import { Complaint } from "./complaint.entity";
import { maySee, readerOf } from "./complaint.policy";
import { findVisibleComplaint, readComplaint } from "./complaint.queries";

@ObjectType({ implements: LiveUpdate, simpleResolvers: true, description: "News of a case." })
export class ComplaintUpdate extends LiveUpdate {
  @Field(() => CaseEvent, {
    nullable: true,
    description: "What happened; null in the payload that only says `caughtUp`.",
  })
  event: CaseEvent | null;

  @Field(() => Complaint, {
    nullable: true,
    description:
      "The present state of the case (which may be later than the event); null in the payload that only says `caughtUp`, except on `complaintUpdated`.",
  })
  complaint: Complaint | null;
}

interface Arguments {
  id?: string;
  after?: string | null;
}

@Resolver()
export class ComplaintLive {
  @Authorized()
  @Subscription(() => ComplaintUpdate, {
    description:
      "Every change of one case, in order, without loss or repetition. Without `after`: from now on. Refused RESYNC_REQUIRED when the cursor cannot be resumed; ends with PERMISSION_REVOKED when the right to see the case ends.",
    subscribe: ({ args, context }) => followComplaint(context as Context, args as Arguments),
  })
  async complaintUpdated(
    @Root() { ctx, delivery, cursor }: LiveRoot,
    @Arg("id", () => ID, { description: "The case, `cmp_…`." }) id: string,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or a snapshot's `cursor`." })
    _after: string | null,
  ): Promise<ComplaintUpdate> {
    const { event, caughtUp } = delivery;
    openedBefore(ctx, id);
    const complaint = await findVisibleComplaint(ctx, id);
    return { cursor, caughtUp, event: event && (await readCaseEvent(ctx, event)), complaint };
  }

  @Authorized()
  @Extensions({ [WITHOUT_CURSOR]: true })
  @Subscription(() => ComplaintUpdate, {
    description:
      "Every change of the cases the viewer opened, and of those against the providers they are a member of.",
    subscribe: ({ args, context }) => followMine(context as Context, args as Arguments),
  })
  myComplaintsUpdated(
    @Root() root: LiveRoot,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or `myComplaintsCursor`." })
    _after: string | null,
  ): Promise<ComplaintUpdate> {
    return toUpdate(root);
  }
}

/** The case an event is about, as the viewer of the delivery sees it now. */
export async function toUpdate({ ctx, delivery, cursor }: LiveRoot): Promise<ComplaintUpdate> {
  const { event, caughtUp } = delivery;
  return {
    cursor,
    caughtUp,
    event: event && (await readCaseEvent(ctx, event)),
    complaint: event && (await findVisibleComplaint(ctx, event.streamId)),
  };
}

/** Staff of one role see the same of a case; each party has a view of its own. */
export const cursorScope = (actor: Actor | null, complaint: Complaint): string | undefined =>
  readerOf(actor, complaint).isStaff ? "staff" : undefined;

async function followComplaint(ctx: Context, { id = "", after }: Arguments): Promise<LiveStream> {
  const complaint = await readComplaint(ctx, id, "id");
  await logOpening(ctx, complaint);
  return openStream(ctx, {
    name: `complaintUpdated:${id}`,
    topics: [`complaint:${id}`],
    lasting: "STREAM",
    after,
    scope: cursorScope(ctx.actor, complaint),
    audience: {
      of: (viewer) => (readerOf(viewer.actor, complaint).isStaff ? byRoles(viewer) : null),
      apart: () => Promise.resolve([complaint.consumerId]),
    },
    // The parties of a case never change; what may have changed are the viewer's roles and memberships.
    mayListen(viewer) {
      if (!maySee(viewer.actor, complaint)) throw new Refusal("PERMISSION_REVOKED");
    },
    permit: (viewer, event) => maySeeEvent(viewer, complaint, event),
  });
}

async function followMine(ctx: Context, { after }: Arguments): Promise<LiveStream> {
  ctx.signedIn();
  return openStream(ctx, {
    name: "myComplaintsUpdated",
    topics: (viewer) => partiesOf(viewer.signedIn()).map((id) => `cases:${id}`),
    lasting: "TOPIC",
    after,
    permit: (viewer, event) => isMine(viewer, event),
  });
}

/** Asked at every delivery of one's own cases, to webhooks too. */
export async function isMine(viewer: Pick<Context, "actor" | "loaders">, event: HeardEvent): Promise<boolean> {
  const complaint = await viewer.loaders.byId(Complaint, event.streamId);
  if (!complaint) return false;
  const mine = complaint.consumerId === viewer.actor?.accountId || isMemberOf(viewer.actor, complaint.providerId);
  return mine && maySeeEvent(viewer, complaint, event);
}
