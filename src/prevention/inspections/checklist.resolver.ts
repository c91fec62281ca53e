import { Arg, Authorized, Ctx, Field, FieldResolver, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { checklistsInForce } from "./checklists.queries";
import { InspectionChecklist } from "./inspection-checklist.entity";
import { PublishInspectionChecklistInput } from "./plan.types";
import { publishInspectionChecklist } from "./publish-checklist";

@ObjectType({ simpleResolvers: true, description: "What `publishInspectionChecklist` gives back." })
class PublishInspectionChecklistPayload extends MutationPayload {
  @Field(() => InspectionChecklist, { description: "The version published." })
  checklist: InspectionChecklist;
}

@Resolver(() => InspectionChecklist)
export class ChecklistResolver {
  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => PublishInspectionChecklistPayload, {
    description:
      "Publishes the next version of the checklist for a kind of promise, a category, both or all. Inspections opened from now on ask it; those open keep theirs. Refused: ALREADY_EXISTS when another one is published at the same moment.",
  })
  async publishInspectionChecklist(
    @Arg("input", () => PublishInspectionChecklistInput, INPUT) input: PublishInspectionChecklistInput,
    @Ctx() ctx: Context,
  ): Promise<PublishInspectionChecklistPayload> {
    const { checklistId } = await ctx.command("publishInspectionChecklist", input, (tx, actor) =>
      publishInspectionChecklist(tx, actor, input),
    );
    const checklist = await ctx.loaders.byId(InspectionChecklist, checklistId);
    if (!checklist) throw new Refusal("NOT_FOUND");
    return { clientMutationId: input.clientMutationId, checklist };
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR", "MODERATOR", "AUDITOR")
  @Query(() => [InspectionChecklist], {
    description: "What inspections ask now: the latest version of each checklist.",
  })
  inspectionChecklists(@Ctx() ctx: Context): Promise<InspectionChecklist[]> {
    return checklistsInForce(ctx.db);
  }

  @FieldResolver(() => [String], { description: "The questions in order, in the viewer's language; yes means kept." })
  questions(@Root() { items }: InspectionChecklist, @Ctx() ctx: Context): string[] {
    return items.map(({ en, zh }) => (ctx.locale === "zh-CN" ? zh : en));
  }
}
