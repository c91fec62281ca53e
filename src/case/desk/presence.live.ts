import { Arg, Authorized, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import type { Complaint } from "../complaints/complaint.entity";
import { readerOf } from "../complaints/complaint.policy";
import { readComplaint } from "../complaints/complaint.queries";
import type { Context } from "../../platform/graphql/context";
import { actorNow } from "../../platform/graphql/live";
import { DateTime } from "../../platform/graphql/scalars";
import type { Actor, Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Presence } from "./presence";

const STAFF: readonly Role[] = ["MODERATOR", "LEAD_MODERATOR", "AUDITOR", "INSPECTOR"];

@ObjectType({ simpleResolvers: true, description: "A member of the platform's staff who has the case open." })
export class ComplaintViewer {
  @Field(() => String, { description: "The viewer's display name." })
  displayName: string;

  @Field(() => Boolean, { description: "It is the viewer." })
  isMe: boolean;

  @Field(() => DateTime, { description: "Since when; with several tabs, since the first." })
  since: number;
}

interface Delivery {
  ctx: Context;
  viewers: ComplaintViewer[];
}

@Resolver()
export class PresenceLive {
  @Authorized(...STAFF)
  @Subscription(() => [ComplaintViewer], {
    description:
      "Which of the platform's staff have this case open: the list at once, and again at each change. While subscribed, the viewer is on the list too, once for any number of tabs. Nothing is stored; a server that dies takes its viewers off the list some seconds later. Ends with PERMISSION_REVOKED when the right to see the case ends.",
    subscribe: ({ args, context }) => lookAt(context as Context, (args as { id: string }).id),
  })
  complaintViewers(
    @Root() { viewers }: Delivery,
    @Arg("id", () => ID, { description: "The case, `cmp_…`." }) _id: string,
  ): ComplaintViewer[] {
    return viewers;
  }
}

async function lookAt(ctx: Context, id: string): Promise<AsyncIterableIterator<Delivery>> {
  ctx.passesDoor(STAFF);
  const complaint = await readComplaint(ctx, id, "id");
  const { accountId, displayName } = ctx.signedIn();
  if (!looksAsStaff(ctx.actor, complaint)) throw new Refusal("CONFLICT_OF_INTEREST");
  const look = Presence.of(ctx.services).look(id, { accountId, displayName, since: ctx.now() });
  let forget = (): void => undefined;
  // The right is asked for when it may have changed, too, not only when somebody comes or goes.
  const listen = (): void => {
    forget = ctx.services.tail.wait([`account:${accountId}`], () => {
      listen();
      look.ring();
    });
  };
  listen();
  const deliveries: AsyncIterableIterator<Delivery> = {
    async next() {
      for (;;) {
        const result = await look.next();
        if (result.done) return { value: undefined, done: true };
        // The parties of a case never change; what may have changed are the viewer's roles and memberships.
        const current = ctx.renewed(await actorNow(ctx));
        if (!looksAsStaff(current.actor, complaint)) throw new Refusal("PERMISSION_REVOKED");
        if (result.value === null) continue;
        const viewers = result.value.map((person) => ({
          displayName: person.displayName,
          isMe: person.accountId === accountId,
          since: person.since,
        }));
        return { value: { ctx: current, viewers }, done: false };
      }
    },
    async return() {
      forget();
      await look.return();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => deliveries,
  };
  return deliveries;
}

const looksAsStaff = (actor: Actor | null, complaint: Complaint): boolean => readerOf(actor, complaint).isStaff;
