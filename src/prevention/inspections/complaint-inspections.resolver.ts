import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { Inspection } from "./inspection.entity";
import { maySeeInspectionsOf, whyNotInspect } from "./inspection.policy";
import { findInspection } from "./inspection.queries";
import { Observation } from "./observation.entity";
import { PatternComplaint } from "./pattern-complaint.entity";
import { Reads } from "../../platform/graphql/reads";

const caseInspectionActions = defineActions("CaseInspection", "a closed case that has not been inspected", {
  OPEN: "openInspection",
});

@Resolver(() => Complaint)
export class ComplaintInspectionsResolver {
  @FieldResolver(() => [Inspection], {
    description:
      "The platform's inspections of this case and of patterns it belongs to, and the one it was opened from, oldest first. For platform staff who are not a party to it; empty for others.",
  })
  async inspections(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Inspection[]> {
    if (!maySeeInspectionsOf(ctx.actor, complaint)) return [];
    const [own, joined, findings] = await Promise.all([
      inspectionsOf(ctx, complaint),
      ctx.loaders.manyBy(PatternComplaint, "complaintId", complaint.id),
      ctx.loaders.manyBy(Observation, "complaintId", complaint.id),
    ]);
    const ids = new Set([...joined, ...findings].flatMap(({ inspectionId }) => inspectionId ?? []));
    const others = await Promise.all([...ids].map((id) => findInspection(ctx, id)));
    return [...own, ...others.flatMap((inspection) => inspection ?? [])].sort((a, b) => a.openedAt - b.openedAt);
  }

  @FieldResolver(() => [caseInspectionActions.AvailableAction], {
    description:
      "What the viewer may do to have this case inspected: once it is closed, in whatever way, and while no inspection of it is open.",
  })
  async inspectionActions(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Available<"OPEN">[]> {
    if (!maySeeInspectionsOf(ctx.actor, complaint)) return [];
    const isInspected = (await inspectionsOf(ctx, complaint)).some(({ status }) => status === "OPEN");
    return caseInspectionActions.availableTo(ctx, () => whyNotInspect(ctx.signedIn(), complaint, isInspected));
  }

  @Reads<Complaint>("id")
  @FieldResolver(() => Boolean, {
    description:
      "The platform opened the case for the consumer, after an inspection; its title, story and demand are written by the platform.",
  })
  async openedByPlatform(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<boolean> {
    return (await ctx.loaders.manyBy(Observation, "complaintId", complaint.id)).length > 0;
  }
}

const inspectionsOf = (ctx: Context, complaint: Complaint): Promise<Inspection[]> =>
  ctx.loaders.manyBy(Inspection, "complaintId", complaint.id);
