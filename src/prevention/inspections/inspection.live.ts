import { Arg, Authorized, Ctx, Field, ObjectType, Query, Resolver, Root, Subscription } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import { LiveUpdate, openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import { hasRole, type Role } from "../../accounts/actor";
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
      "The inspection as it stands now, which may be later than the event; null in the payload that only says `caughtUp`.",
  })
  inspection: Inspection | null;
}

/** Those whose work it is, and who reads all; moderators look one up. */
const LISTENERS: Role[] = ["INSPECTOR", "LEAD_MODERATOR", "AUDITOR"];

@Resolver()
export class InspectionLive {
  @Authorized<Role>(...LISTENERS)
  @Subscription(() => InspectionsUpdate, {
    description:
      "Everything that happens to inspections, in order, none lost, none twice: opened by whatever began them, taken, joined by a complaint, closed. Nothing of those about oneself. Without `after`: from now on. Refused RESYNC_REQUIRED when the cursor cannot be resumed; ends with PERMISSION_REVOKED when the role ends.",
    subscribe: ({ args, context }) => follow(context as Context, (args as { after?: string | null }).after),
  })
  async inspectionsUpdated(
    @Root() { ctx, delivery, cursor }: LiveRoot,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or `inspectionsCursor`." })
    _after: string | null,
  ): Promise<InspectionsUpdate> {
    const { event, caughtUp } = delivery;
    return {
      ...{ cursor, caughtUp },
      event: event && toInspectionEvent(event),
      inspection: event && (await findInspection(ctx, event.streamId)),
    };
  }

  @Authorized<Role>(...LISTENERS)
  @Query(() => String, {
    description: "Give it as `after` to `inspectionsUpdated` to follow on from a list of inspections read after this.",
  })
  inspectionsCursor(@Ctx() ctx: Context): string {
    return ctx.cursorNow("inspectionsUpdated");
  }
}

/** Shared with nobody: of each inspection it is asked who exactly is looking, and there are not many who do. */
function follow(ctx: Context, after?: string | null): Promise<LiveStream> {
  return openStream(ctx, {
    name: "inspectionsUpdated",
    topics: [INSPECTIONS_TOPIC],
    after,
    mayListen({ actor }) {
      if (!hasRole(actor, ...LISTENERS)) throw new Refusal("PERMISSION_REVOKED");
    },
    permit: async (viewer, event) => (await findInspection(viewer, event.streamId)) !== null,
  });
}
