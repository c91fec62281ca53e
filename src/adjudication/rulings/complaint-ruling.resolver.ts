import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { logOpening, OPENED } from "../../case/complaints/log-opening";
import { Context } from "../../platform/graphql/context";
import { Ruling } from "./ruling.entity";
import { draftOf } from "./ruling.queries";
import { one, Reads } from "../../platform/graphql/reads";

@Resolver(() => Complaint)
export class ComplaintRulingResolver {
  @Reads<Complaint>(...OPENED, one(Ruling, "currentRulingId"))
  @FieldResolver(() => Ruling, {
    nullable: true,
    description:
      "The ruling in effect; null before there is one, and while a case that was remitted waits for another.",
  })
  async ruling(@Ctx() ctx: Context, @Root() complaint: Complaint): Promise<Ruling | null> {
    await logOpening(ctx, complaint);
    return complaint.currentRulingId === null ? null : ctx.loaders.one(Ruling, complaint, "currentRulingId");
  }

  @FieldResolver(() => Ruling, {
    nullable: true,
    description:
      "The decision that waits for a second approver. For platform staff; null to others, and when there is none.",
  })
  async rulingAwaitingApproval(@Ctx() ctx: Context, @Root() complaint: Complaint): Promise<Ruling | null> {
    await logOpening(ctx, complaint);
    return draftOf(ctx, complaint);
  }
}
