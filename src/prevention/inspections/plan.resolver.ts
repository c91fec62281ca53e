import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { displayNameOf } from "../../accounts/account/display-name.queries";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { lotOf } from "./draw.pure";
import { InspectionDraw } from "./inspection-draw.entity";
import { InspectionPlan } from "./inspection-plan.entity";
import { whyNotStop } from "./inspection.policy";
import type { Inspection } from "./inspection.entity";
import { InspectionConnection, listInspections } from "./inspection.queries";
import { CreateInspectionPlanInput, StopInspectionPlanInput } from "./plan.types";
import { findPlan, InspectionDrawConnection, InspectionPlanConnection, listDraws, listPlans } from "./plan.queries";
import { createInspectionPlan } from "./create-inspection-plan";
import { stopInspectionPlan } from "./stop-inspection-plan";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "The plan after the command." })
class InspectionPlanPayload extends MutationPayload {
  @Field(() => InspectionPlan, { description: "The plan as it stands now." })
  plan: InspectionPlan;
}

const planActions = defineActions("InspectionPlan", "a plan of inspections", { STOP: "stopInspectionPlan" });

@Resolver(() => InspectionPlan)
export class InspectionPlanResolver {
  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR")
  @Mutation(() => InspectionPlanPayload, {
    description:
      "Plans recurring inspections: of one provider, of a category's providers in turn, or of some drawn by lot. Each round opens them automatically; after an outage one round is held, not all that were missed, and providers with an open inspection of the plan are left out. Without `firstAt` the first round is held at once. Refused: NOT_FOUND, CONFLICT_OF_INTEREST for a member of the provider, BAD_USER_INPUT.",
  })
  async createInspectionPlan(
    @Arg("input", () => CreateInspectionPlanInput, INPUT) input: CreateInspectionPlanInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPlanPayload> {
    const { planId } = await ctx.command("createInspectionPlan", input, (tx, actor) =>
      createInspectionPlan(tx, actor, input),
    );
    return payload(ctx, input.clientMutationId, planId);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR")
  @Mutation(() => InspectionPlanPayload, {
    description:
      "Ends a plan; the inspections it opened continue. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is stopped already.",
  })
  async stopInspectionPlan(
    @Arg("input", () => StopInspectionPlanInput, INPUT) input: StopInspectionPlanInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPlanPayload> {
    const { planId } = await ctx.command("stopInspectionPlan", input, (tx, actor) =>
      stopInspectionPlan(tx, actor, input),
    );
    return payload(ctx, input.clientMutationId, planId);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR", "MODERATOR", "AUDITOR")
  @Query(() => InspectionPlanConnection, {
    description:
      "All plans, the latest made first, including stopped ones, except those for a provider the viewer belongs to. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  inspectionPlans(@Args(() => PageArgs) args: PageArgs, @Ctx() ctx: Context): Promise<Page<InspectionPlan>> {
    return listPlans(ctx, ctx.signedIn(), args);
  }

  @Reads<InspectionPlan>("providerId")
  @FieldResolver(() => Provider, {
    nullable: true,
    description: "The one provider it is for; null when it chooses among several.",
  })
  async provider(@Root() { providerId }: InspectionPlan, @Ctx() ctx: Context): Promise<Provider | null> {
    return providerId === null ? null : ctx.loaders.byId(Provider, providerId);
  }

  @Reads<InspectionPlan>("createdById")
  @FieldResolver(() => String, { description: "Display name of the person who made it." })
  createdByName(@Root() { createdById }: InspectionPlan, @Ctx() ctx: Context): Promise<string | null> {
    return displayNameOf(ctx, createdById);
  }

  @Reads<InspectionPlan>("stoppedById")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Display name of the person who stopped it; null while it is active.",
  })
  stoppedByName(@Root() { stoppedById }: InspectionPlan, @Ctx() ctx: Context): Promise<string | null> {
    return displayNameOf(ctx, stoppedById);
  }

  @FieldResolver(() => [planActions.AvailableAction], { description: "What the viewer may do with it." })
  availableActions(@Root() plan: InspectionPlan, @Ctx() ctx: Context): Available<"STOP">[] {
    return planActions.availableTo(ctx, () => whyNotStop(ctx.actor, plan));
  }

  @Reads<InspectionPlan>("id")
  @FieldResolver(() => InspectionConnection, { description: "The inspections it has opened, the latest first." })
  inspections(
    @Root() { id }: InspectionPlan,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Inspection>> {
    return listInspections(ctx, ctx.signedIn(), args, { planId: id });
  }

  @Reads<InspectionPlan>("id")
  @FieldResolver(() => InspectionDrawConnection, {
    description: "Its drawings of lots, the latest first; empty for SCHEDULED.",
  })
  draws(
    @Root() { id }: InspectionPlan,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<InspectionDraw>> {
    return listDraws(ctx, id, args);
  }
}

@Resolver(() => InspectionDraw)
export class InspectionDrawResolver {
  @Reads<InspectionDraw>("drawn")
  @FieldResolver(() => [Provider], { description: "The providers drawn, the lowest lot first." })
  async providers(@Root() { drawn }: InspectionDraw, @Ctx() ctx: Context): Promise<Provider[]> {
    const providers = await Promise.all(drawn.map((id) => ctx.loaders.byId(Provider, id)));
    return providers.flatMap((provider) => provider ?? []);
  }

  @Reads<InspectionDraw>("seed", "drawn")
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The highest lot that was drawn: everyone else in the pool has a higher one. Null when no one was drawn.",
  })
  highestLot(@Root() { seed, drawn }: InspectionDraw): string | null {
    const last = drawn.at(-1);
    return last === undefined ? null : lotOf(seed, last);
  }

  @Reads<InspectionDraw>("seed")
  @FieldResolver(() => String, { description: "The lot that this provider has or would have had, for comparison." })
  lotOf(
    @Root() { seed }: InspectionDraw,
    @Arg("providerId", () => ID, { description: "Id of the provider, `prv_…`." }) providerId: string,
  ): string {
    return lotOf(seed, providerId);
  }
}

async function payload(
  ctx: Context,
  clientMutationId: string | undefined,
  planId: string,
): Promise<InspectionPlanPayload> {
  const plan = await findPlan(ctx, planId);
  if (!plan) throw new Refusal("NOT_FOUND");
  return { clientMutationId, plan };
}
