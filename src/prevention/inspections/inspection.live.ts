import { Arg, Authorized, Ctx, Field, ObjectType, Query, Resolver, Root, Subscription } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import { LiveUpdate, openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import { hasRole, type Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { InspectionEvent, toInspectionEvent } from "./inspection-event.types";
import { Inspection } from "./inspection.entity";
import { findInspection } from "./inspection.queries";
import { INSPECTIONS_TOPIC } from "./record-inspection-event";

@ObjectType({ implements: LiveUpdate, simpleResolvers: true, description: "News of an inspection." })
export class InspectionsUpdate extends LiveUpdate {
  @Field(() => InspectionEvent, {
    nullable: true,
    description: "What happened; null in the payload that only says `caughtUp`.",
  })
  event: InspectionEvent | null;

  @Field(() => Inspection, {
    nullable: true,
    description:
      "The present state of the inspection, which may be later than the event; null in the payload that only says `caughtUp`.",
  })
  inspection: Inspection | null;
}

/** Those who inspect, and those who may read everything; moderators look single inspections up. */
const LISTENERS: Role[] = ["INSPECTOR", "LEAD_MODERATOR", "AUDITOR"];

@Resolver()
export class InspectionLive {
  @Authorized<Role>(...LISTENERS)
  @Subscription(() => InspectionsUpdate, {
    description:
      "Every event of inspections, in order, without loss or repetition: opened for whatever origin, taken, joined by a complaint, closed. Without those about the viewer. Without `after`: from now on. Refused RESYNC_REQUIRED when the cursor cannot be resumed; ends with PERMISSION_REVOKED when the role ends.",
    subscribe: ({ args, context }) => follow(context as Context, (args as { after?: string | null }).after),
  })
  async inspectionsUpdated(
    @Root() { ctx, delivery, cursor }: LiveRoot,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or `inspectionsCursor`." })
    _after: string | null,
  ): Promise<InspectionsUpdate> {
    const { event, caughtUp } = delivery;
    return {
      cursor,
      caughtUp,
      event: event && toInspectionEvent(event),
      inspection: event && (await findInspection(ctx, event.streamId)),
    };
  }

  @Authorized<Role>(...LISTENERS)
  @Query(() => String, {
    description: "Pass it as `after` to `inspectionsUpdated` to continue from a list of inspections read after this.",
  })
  inspectionsCursor(@Ctx() ctx: Context): string {
    return ctx.cursorNow("inspectionsUpdated");
  }
}

/** Not shared between viewers: access to each inspection depends on the individual viewer, and there are few of them. */
function follow(ctx: Context, after?: string | null): Promise<LiveStream> {
  return openStream(ctx, {
    name: "inspectionsUpdated",
    topics: [INSPECTIONS_TOPIC],
    lasting: "TOPIC",
    after,
    mayListen({ actor }) {
      if (!hasRole(actor, ...LISTENERS)) throw new Refusal("PERMISSION_REVOKED");
    },
    permit: async (viewer, event) => (await findInspection(viewer, event.streamId)) !== null,
  });
}
