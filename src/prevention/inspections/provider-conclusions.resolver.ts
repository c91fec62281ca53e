import { Args, Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { sql } from "../../platform/database/sql";
import { Connection, mapPage, page, type Page, PageArgs } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import { Inspection } from "./inspection.entity";

@ObjectType({ simpleResolvers: true, description: "The published conclusion of an inspection." })
class InspectionConclusion {
  @Field(() => ID, { description: "Id of the inspection, `isp_…`, which only platform staff can look up." })
  id: string;

  @Field(() => String, { description: "The conclusion." })
  conclusion: string;

  @Field(() => Boolean, { description: "The provider was found to have broken a promise or a rule." })
  breachFound: boolean;

  @Field(() => DateTime, { description: "When the inspection was closed." })
  at: number;
}

const InspectionConclusionConnection = Connection(InspectionConclusion, "InspectionConclusion");

@Resolver(() => Provider)
export class ProviderConclusionsResolver {
  @FieldResolver(() => InspectionConclusionConnection, {
    description: "The published conclusions of the platform's inspections of this provider, the latest opened first.",
  })
  async inspectionConclusions(
    @Root() { id }: Provider,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<InspectionConclusion>> {
    const closed = await page(ctx.db, ctx.services.sealer, args, {
      entity: Inspection,
      where: sql`t.provider_id = ${id} AND t.public_conclusion IS NOT NULL`,
      by: "openedAt",
      direction: "DESC",
    });
    return mapPage(closed, toConclusion);
  }
}

const toConclusion = (inspection: Inspection): InspectionConclusion => ({
  id: inspection.id,
  conclusion: inspection.publicConclusion ?? "",
  breachFound: inspection.breachFound === true,
  at: inspection.closedAt ?? inspection.openedAt,
});
