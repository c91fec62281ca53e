import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { displayNameOf } from "../../accounts/account/display-name.queries";
import { ComplaintConnection } from "../../case/complaints/complaint.resolver";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import type { Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { isPerson } from "../../accounts/actor/actor";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { Provider } from "../../market/providers/provider.entity";
import { inspectionActions, type InspectionAction } from "./inspection-enums.types";
import { InspectionDraw } from "./inspection-draw.entity";
import { InspectionEvent, toInspectionEvent } from "./inspection-event.types";
import { historyOf } from "../../platform/graphql/event-page";
import { InspectionPlan } from "./inspection-plan.entity";
import { Inspection } from "./inspection.entity";
import { whyNot } from "./inspection.policy";
import { findInspection, listComplaintsOf } from "./inspection.queries";
import { Observation } from "./observation.entity";
import { reasonText } from "./reason-text.pure";
import { RiskNumbers } from "./risk-numbers.types";
import { one, Reads } from "../../platform/graphql/reads";

const InspectionEventConnection = Connection(InspectionEvent, "InspectionEvent");

@Resolver(() => Inspection)
export class InspectionFieldsResolver {
  @FieldResolver(() => String, {
    description:
      "Why it was opened: in the words of the person who opened it, or the plan's; if opened automatically, the platform's reason with the numbers, in the viewer's language.",
  })
  reason(@Root() inspection: Inspection, @Ctx() ctx: Context): string {
    return inspection.reason ?? reasonText(inspection, ctx);
  }

  @Reads<Inspection>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { description: "The provider inspected." })
  provider(@Root() inspection: Inspection, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.loaders.one(Provider, inspection, "providerId");
  }

  @Reads<Inspection>("complaintId")
  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The case it was opened about, for EX_OFFICIO and its follow-ups; null for the others.",
  })
  async complaint(@Root() { complaintId }: Inspection, @Ctx() ctx: Context): Promise<Complaint | null> {
    return complaintId === null ? null : ctx.loaders.byId(Complaint, complaintId);
  }

  @FieldResolver(() => ComplaintConnection, {
    description:
      "The cases it is about, the latest first: the one it was opened about, or those of the pattern, which further ones join while it is open.",
  })
  complaints(
    @Root() inspection: Inspection,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Complaint>> {
    return listComplaintsOf(ctx, inspection, args);
  }

  @Reads<Inspection>("promiseVersionId")
  @FieldResolver(() => PromiseVersion, {
    nullable: true,
    description: "The promise version complained about, for PATTERN and its follow-ups; null for the others.",
  })
  async promiseVersion(@Root() { promiseVersionId }: Inspection, @Ctx() ctx: Context): Promise<PromiseVersion | null> {
    return promiseVersionId === null ? null : ctx.loaders.byId(PromiseVersion, promiseVersionId);
  }

  @Reads<Inspection>("planId")
  @FieldResolver(() => InspectionPlan, {
    nullable: true,
    description: "The plan, for SCHEDULED and RANDOM; null for the others.",
  })
  async plan(@Root() { planId }: Inspection, @Ctx() ctx: Context): Promise<InspectionPlan | null> {
    return planId === null ? null : ctx.loaders.byId(InspectionPlan, planId);
  }

  @Reads<Inspection>("drawId")
  @FieldResolver(() => InspectionDraw, {
    nullable: true,
    description: "The drawing of lots, for RANDOM; null for the others.",
  })
  async draw(@Root() { drawId }: Inspection, @Ctx() ctx: Context): Promise<InspectionDraw | null> {
    return drawId === null ? null : ctx.loaders.byId(InspectionDraw, drawId);
  }

  @Reads<Inspection>("basis")
  @FieldResolver(() => RiskNumbers, { nullable: true, description: "The numbers, for RISK; null for the others." })
  risk(@Root() { basis }: Inspection): RiskNumbers | null {
    return basis?.risk ?? null;
  }

  @Reads<Inspection>("id")
  @FieldResolver(() => [Observation], {
    description: "The items to check, and what was found; the questions as they were when it was opened.",
  })
  async checklist(
    @Root() { id }: Inspection,
    @Arg("kind", () => PromiseKind, { nullable: true, description: "Only items about this kind of promise." })
    kind: PromiseKind | null,
    @Ctx() ctx: Context,
  ): Promise<Observation[]> {
    const items = await ctx.loaders.manyBy(Observation, "inspectionId", id, "ORDER BY position");
    return kind === null || kind === undefined ? items : items.filter((item) => item.kind === kind);
  }

  @FieldResolver(() => [inspectionActions.AvailableAction], { description: "What the viewer may do with it." })
  availableActions(@Root() inspection: Inspection, @Ctx() ctx: Context): Available<InspectionAction>[] {
    return inspectionActions.availableTo(ctx, (action) => whyNot(action, ctx.actor, inspection, ctx.now()));
  }

  @Reads<Inspection>("assignedToId")
  @FieldResolver(() => Boolean, { description: "The viewer has taken it or was given it." })
  isMine(@Root() { assignedToId }: Inspection, @Ctx() ctx: Context): boolean {
    return assignedToId !== null && isPerson(ctx.actor, assignedToId);
  }

  @Reads<Inspection>("assignedToId")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Display name of the person who has taken it or was given it; null while no one has it.",
  })
  assignedToName(@Root() { assignedToId }: Inspection, @Ctx() ctx: Context): Promise<string | null> {
    return displayNameOf(ctx, assignedToId);
  }

  @Reads<Inspection>("breachFound")
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: "Whether the provider was found to have broken a promise or a rule; null while it is open.",
  })
  breachFound(@Root() { breachFound }: Inspection): boolean | null {
    return breachFound;
  }

  @Reads<Inspection>("openedById")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Display name of the person who opened it; null when the platform did automatically.",
  })
  openedByName(@Root() { openedById }: Inspection, @Ctx() ctx: Context): Promise<string | null> {
    return displayNameOf(ctx, openedById);
  }

  @Reads<Inspection>("closedById")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Display name of the person who closed it; null while it is open.",
  })
  closedByName(@Root() { closedById }: Inspection, @Ctx() ctx: Context): Promise<string | null> {
    return displayNameOf(ctx, closedById);
  }

  @Reads<Inspection>("followUpId")
  @FieldResolver(() => Inspection, {
    nullable: true,
    description: "The inspection that followed it up; null while there is none.",
  })
  async followUp(@Root() { followUpId }: Inspection, @Ctx() ctx: Context): Promise<Inspection | null> {
    return followUpId === null ? null : findInspection(ctx, followUpId);
  }

  @Reads<Inspection>("id", "origin")
  @FieldResolver(() => Inspection, {
    nullable: true,
    description: "The inspection that it follows up, for FOLLOW_UP; null for the others.",
  })
  async followUpOf(@Root() { id, origin }: Inspection, @Ctx() ctx: Context): Promise<Inspection | null> {
    if (origin !== "FOLLOW_UP") return null;
    const [former] = await ctx.loaders.manyBy(Inspection, "followUpId", id);
    return former ? findInspection(ctx, former.id) : null;
  }

  @Reads<Inspection>("id")
  @FieldResolver(() => InspectionEventConnection, { description: "Its history, oldest first." })
  timeline(
    @Root() { id }: Inspection,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<InspectionEvent>> {
    return historyOf(ctx, id, args, toInspectionEvent);
  }
}

@Resolver(() => Observation)
export class ObservationResolver {
  @Reads<Observation>("question")
  @FieldResolver(() => String, {
    description: "The question to check, in the viewer's language; yes means kept.",
  })
  question(@Root() { question }: Observation, @Ctx() ctx: Context): string {
    return ctx.locale === "zh-CN" ? question.zh : question.en;
  }

  @Reads<Observation>("recordedById")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Display name of the person who recorded it last; null while no one has.",
  })
  recordedByName(@Root() { recordedById }: Observation, @Ctx() ctx: Context): Promise<string | null> {
    return displayNameOf(ctx, recordedById);
  }

  @Reads<Observation>("complaintId")
  @FieldResolver(() => Complaint, { nullable: true, description: "The case opened from it; null when none was." })
  async complaint(@Root() { complaintId }: Observation, @Ctx() ctx: Context): Promise<Complaint | null> {
    return complaintId === null ? null : ctx.loaders.byId(Complaint, complaintId);
  }
}
