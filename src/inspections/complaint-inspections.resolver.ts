import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Complaint } from "../complaints/complaint.entity";
import { Context } from "../platform/graphql/context";
import { Inspection } from "./inspection.entity";
import { seesInspection, whyNotInspect } from "./inspection.policy";

@Resolver(() => Complaint)
export class ComplaintInspectionsResolver {
  @FieldResolver(() => [Inspection], {
    description:
      "The platform's inspections over this case, oldest first. For platform staff who are no party to it; empty to others.",
  })
  async inspections(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Inspection[]> {
    return seesInspection(ctx.actor, complaint) ? inspectionsOf(ctx, complaint) : [];
  }

  @FieldResolver(() => Boolean, {
    description:
      "The viewer may open an inspection over this case now, with `openInspection`: it is closed, withdrawn or otherwise, and nobody is looking into it yet.",
  })
  async mayBeInspected(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<boolean> {
    if (!seesInspection(ctx.actor, complaint)) return false;
    const isInspected = (await inspectionsOf(ctx, complaint)).some(({ status }) => status === "OPEN");
    return whyNotInspect(ctx.signedIn(), complaint, isInspected) === null;
  }
}

const inspectionsOf = (ctx: Context, complaint: Complaint): Promise<Inspection[]> =>
  ctx.loaders.manyBy(Inspection, "complaintId", complaint.id);
