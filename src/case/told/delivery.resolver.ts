import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Letter } from "../../accounts/contacts/letter.entity";
import type { EventType } from "../../platform/database/event";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { EVENT_TYPES } from "../../platform/graphql/event-catalogue";
import { Reads } from "../../platform/graphql/reads";
import { SideEnum } from "../complaints/case-enums.types";
import type { Side } from "../complaints/complaint-guards.pure";
import { Complaint } from "../complaints/complaint.entity";
import { readerOf } from "../complaints/complaint.policy";
import { logOpening } from "../complaints/log-opening";
import { deliveriesOf, NoticeDeliveryConnection } from "./delivery.queries";

@Resolver(() => Complaint)
export class ComplaintDeliveriesResolver {
  @Reads<Complaint>("consumerId", "providerId")
  @FieldResolver(() => NoticeDeliveryConnection, {
    description:
      "Which notices of the case were sent to whom outside the inbox, the newest first: the record of service. Those of events that the viewer may not see are left out.",
  })
  async deliveries(
    @Root() complaint: Complaint,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Letter>> {
    await logOpening(ctx, complaint);
    return deliveriesOf(ctx, complaint, args);
  }
}

@Resolver(() => Letter)
export class DeliveryResolver {
  @Reads<Letter>("eventType")
  @FieldResolver(() => EVENT_TYPES, { description: "What was told, e.g. `RULING_ISSUED`." })
  type(@Root() { eventType }: Letter): EventType {
    return eventType as EventType;
  }

  @Reads<Letter>("recipientId", "streamId")
  @FieldResolver(() => SideEnum, { nullable: true, description: "To which side; null: to whoever handles the case." })
  async side(@Root() letter: Letter, @Ctx() ctx: Context): Promise<Side | null> {
    const complaint = await caseOf(ctx, letter);
    return complaint && sideTold(complaint, letter);
  }

  @Reads<Letter>("accountId", "recipientId", "streamId")
  @FieldResolver(() => Account, {
    nullable: true,
    description: "To whom. Null to the other side, which learns only that somebody of the side was told.",
  })
  async account(@Root() letter: Letter, @Ctx() ctx: Context): Promise<Account | null> {
    const complaint = await caseOf(ctx, letter);
    if (!complaint) return null;
    const { side, isStaff } = readerOf(ctx.actor, complaint);
    const isOwn = side !== null && side === sideTold(complaint, letter);
    return isStaff || isOwn ? ctx.loaders.byId(Account, letter.accountId) : null;
  }
}

const caseOf = async (ctx: Context, { streamId }: Letter): Promise<Complaint | null> =>
  streamId === null ? null : ctx.loaders.byId(Complaint, streamId);

function sideTold({ consumerId, providerId }: Complaint, { recipientId }: Letter): Side | null {
  if (recipientId === consumerId) return "CONSUMER";
  return recipientId === providerId ? "PROVIDER" : null;
}
