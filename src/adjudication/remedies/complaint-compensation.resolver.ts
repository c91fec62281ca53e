import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Context } from "../../platform/graphql/context";
import { Remedy } from "./remedy.entity";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Complaint)
export class ComplaintCompensationResolver {
  @Reads<Complaint>("id")
  @FieldResolver(() => Remedy, {
    nullable: true,
    description:
      "What is or was paid without a ruling, because the broken promise itself says how much and the provider did not object; null otherwise.",
  })
  async compensation(@Root() { id }: Complaint, @Ctx() ctx: Context): Promise<Remedy | null> {
    const remedies = await ctx.loaders.manyBy(Remedy, "complaintId", id);
    return remedies.find(({ rulingId, settlementId }) => rulingId === null && settlementId === null) ?? null;
  }
}
