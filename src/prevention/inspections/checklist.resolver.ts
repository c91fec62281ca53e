import { Arg, Authorized, Ctx, Field, FieldResolver, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { Bilingual } from "../../platform/graphql/bilingual";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { checklistsInForce } from "./checklists.queries";
import { InspectionChecklist } from "./inspection-checklist.entity";
import { PublishInspectionChecklistInput } from "./plan.types";
import { publishInspectionChecklist } from "./publish-inspection-checklist";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "What `publishInspectionChecklist` returns." })
class PublishInspectionChecklistPayload extends MutationPayload {
  @Field(() => InspectionChecklist, { description: "The version published." })
  checklist: InspectionChecklist;
}

@Resolver(() => InspectionChecklist)
export class ChecklistResolver {
  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => PublishInspectionChecklistPayload, {
    description:
      "Publishes the next version of the checklist for a kind of promise, a category, both or all. Inspections opened from now on use it; open ones keep theirs. Refused: ALREADY_EXISTS when another one is published at the same moment.",
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
    description: "The checklists inspections use now: the latest version of each.",
  })
  inspectionChecklists(@Ctx() ctx: Context): Promise<InspectionChecklist[]> {
    return checklistsInForce(ctx.db);
  }

  @Reads<InspectionChecklist>("items")
  @FieldResolver(() => [Bilingual], { description: "The questions in order; yes means kept." })
  questions(@Root() { items }: InspectionChecklist): Bilingual[] {
    return items.map(({ en, zh }) => ({ zhCN: zh, en }));
  }
}
