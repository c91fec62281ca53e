import { Arg, Authorized, Ctx, Field, ObjectType, Query, Resolver, Root, Subscription } from "type-graphql";
import type { HeardEvent } from "../../platform/database/event.entity";
import { Context } from "../../platform/graphql/context";
import { LiveUpdate, openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import type { Loaders } from "../../platform/database/loaders";
import { byRoles, isMemberOf, type Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { ProviderEvent, toProviderEvent } from "../providers/provider-event.types";
import { ProviderMember } from "../providers/provider-member.entity";
import { ProviderApplication } from "./provider-application.entity";
import { VETTING_TOPIC } from "./record-vetting";
import { maySeeQueue } from "./vetting.policy";

const STREAM = "vettingQueueUpdated";

@ObjectType({ implements: LiveUpdate, simpleResolvers: true, description: "An update about the vetting of providers." })
class VettingUpdate extends LiveUpdate {
  @Field(() => ProviderEvent, {
    nullable: true,
    description: "What happened; null in the payload that only says `caughtUp`.",
  })
  event: ProviderEvent | null;

  @Field(() => ProviderApplication, {
    nullable: true,
    description:
      "The application as it is now, which may be later than the event; remove it from the list when it is neither SUBMITTED nor IN_REVIEW. Null when the event is not about one.",
  })
  application: ProviderApplication | null;
}

@Resolver()
export class VettingLive {
  @Authorized<Role>("INSPECTOR", "AUDITOR")
  @Query(() => String, {
    description: "Pass it as `after` to `vettingQueueUpdated` to continue from a queue read after this.",
  })
  vettingQueueCursor(@Ctx() ctx: Context): string {
    return ctx.cursorNow(STREAM, "staff");
  }

  @Authorized<Role>("INSPECTOR", "AUDITOR")
  @Subscription(() => VettingUpdate, {
    description:
      "Every change of an application, and every verification that falls due or expires, in order, none lost, none twice; without providers one belongs to. Without `after`: from now on. Refused: RESYNC_REQUIRED when the cursor cannot be resumed. Ends with PERMISSION_REVOKED when the role ends.",
    subscribe: ({ args, context }) => followVetting(context as Context, args as { after?: string | null }),
  })
  async vettingQueueUpdated(
    @Root() { ctx, delivery, cursor }: LiveRoot,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or `vettingQueueCursor`." })
    _after: string | null,
  ): Promise<VettingUpdate> {
    const { event, caughtUp } = delivery;
    const id = event?.data.applicationId;
    return {
      cursor,
      caughtUp,
      event: event && toProviderEvent(event, true),
      application: id ? await ctx.loaders.byId(ProviderApplication, id) : null,
    };
  }
}

function followVetting(ctx: Context, { after }: { after?: string | null }): Promise<LiveStream> {
  return openStream(ctx, {
    name: STREAM,
    topics: [VETTING_TOPIC],
    lasting: "TOPIC",
    after,
    scope: "staff",
    audience: { of: byRoles, apart: membersConcerned },
    mayListen({ actor }) {
      if (!maySeeQueue(actor)) throw new Refusal("PERMISSION_REVOKED");
    },
    permit: ({ actor }, event) => maySeeQueue(actor) && !isMemberOf(actor, event.streamId),
  });
}

async function membersConcerned(event: HeardEvent | null, loaders: Loaders): Promise<string[]> {
  const members = event ? await loaders.manyBy(ProviderMember, "providerId", event.streamId) : [];
  return members.map(({ accountId }) => accountId);
}
