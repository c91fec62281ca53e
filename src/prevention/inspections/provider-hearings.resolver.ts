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
  Resolver,
  Root,
} from "type-graphql";
import type { Role } from "../../accounts/actor/actor";
import { Provider } from "../../market/providers/provider.entity";
import { sql } from "../../platform/database/sql";
import { mapPage, Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { Refusal } from "../../platform/refusal";
import { answerInspection } from "./answer-inspection";
import { Inspection } from "./inspection.entity";
import { mayReadHearings, whyNotAnswer } from "./inspection.policy";
import { AnswerInspectionInput } from "./inspection.types";
import { Reads } from "../../platform/graphql/reads";

const hearingActions = defineActions("InspectionHearing", "what an inspection told the provider", {
  ANSWER: "answerInspection",
});

@ObjectType({
  simpleResolvers: true,
  description: "What the inspected provider is told of an inspection, and what it says to it. For its members.",
})
class InspectionHearing {
  @Field(() => ID, { description: "Id of the inspection, `isp_…`." })
  id: string;

  @Field(() => String, { description: "What was found." })
  told: string;

  @Field(() => DateTime, { description: "When the provider was told." })
  toldAt: number;

  @Field(() => DateTime, { description: "Until when it may answer." })
  answerDueAt: number;

  @Field(() => String, { nullable: true, description: "Its statement; null when it made none." })
  statement: string | null;

  @Field(() => DateTime, { nullable: true, description: "When the statement was made; null when there is none." })
  statementAt: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The conclusion that was published; null when none was, or not yet.",
  })
  publicConclusion: string | null;

  @Field(() => DateTime, { nullable: true, description: "When the inspection was closed; null while it is open." })
  closedAt: number | null;

  @Field(() => [hearingActions.AvailableAction], { description: "What the viewer may do about it." })
  availableActions: Available<"ANSWER">[];
}

const InspectionHearingConnection = Connection(InspectionHearing, "InspectionHearing");

@ObjectType({ simpleResolvers: true, description: "What `answerInspection` returns." })
class AnswerInspectionPayload extends MutationPayload {
  @Field(() => InspectionHearing, {
    description: "What the inspection told the provider, with its answer, as it stands now.",
  })
  hearing: InspectionHearing;
}

@Resolver(() => Provider)
export class ProviderHearingsResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => InspectionHearingConnection, {
    nullable: true,
    description:
      "The inspections of which it was told, to state its view, the latest opened first. For its members; null for others.",
  })
  async inspectionHearings(
    @Root() { id }: Provider,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<InspectionHearing> | null> {
    if (!mayReadHearings(ctx.actor, id)) return null;
    const told = await page(ctx, args, {
      entity: Inspection,
      where: sql`t.provider_id = ${id} AND t.told_at IS NOT NULL`,
      by: "openedAt",
      direction: "DESC",
      whole: true,
    });
    return mapPage(told, (each) => toHearing(ctx, each));
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => AnswerInspectionPayload, {
    description:
      "The provider's statement on what an inspection found, once and in time; it is shown beside a published conclusion. Refused: NOT_FOUND for inspections of other providers and those of which the provider was not told, NOT_IN_THIS_STATE when it was answered already, TOO_LATE.",
  })
  async answerInspection(
    @Arg("input", () => AnswerInspectionInput, INPUT) input: AnswerInspectionInput,
    @Ctx() ctx: Context,
  ): Promise<AnswerInspectionPayload> {
    const { inspectionId } = await ctx.command("answerInspection", input, (tx, actor) =>
      answerInspection(tx, actor, input),
    );
    const inspection = await ctx.loaders.byId(Inspection, inspectionId);
    if (!inspection) throw new Refusal("NOT_FOUND");
    return { clientMutationId: input.clientMutationId, hearing: toHearing(ctx, inspection) };
  }
}

const toHearing = (ctx: Context, inspection: Inspection): InspectionHearing => ({
  id: inspection.id,
  told: inspection.told ?? "",
  toldAt: inspection.toldAt ?? inspection.openedAt,
  answerDueAt: inspection.answerDueAt ?? inspection.openedAt,
  statement: inspection.statement,
  statementAt: inspection.statementAt,
  publicConclusion: inspection.publicConclusion,
  closedAt: inspection.closedAt,
  availableActions: hearingActions.availableTo(ctx, () => whyNotAnswer(ctx.actor, inspection, ctx.now())),
});
