import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { logOpening, OPENED } from "../../case/complaints/log-opening";
import { Context } from "../../platform/graphql/context";
import { Remedy } from "./remedy.entity";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Complaint)
export class ComplaintCompensationResolver {
  @Reads<Complaint>(...OPENED)
  @FieldResolver(() => Remedy, {
    nullable: true,
    description:
      "What is or was paid without a ruling, because the broken promise itself says how much and the provider did not object; null otherwise.",
  })
  async compensation(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Remedy | null> {
    await logOpening(ctx, complaint);
    const remedies = await ctx.loaders.manyBy(Remedy, "complaintId", complaint.id);
    return remedies.find(({ rulingId, settlementId }) => rulingId === null && settlementId === null) ?? null;
  }
}
