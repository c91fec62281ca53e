import { Args, Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { sql } from "../../platform/database/sql";
import { mapPage, Connection, type Page, PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import { redact } from "../../adjudication/register/redact.pure";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { Inspection } from "./inspection.entity";
import { Observation } from "./observation.entity";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "The published conclusion of an inspection." })
class InspectionConclusion {
  @Field(() => ID, { description: "Id of the inspection, `isp_…`, which only platform staff can look up." })
  id: string;

  @Field(() => String, { description: "What the inspection concluded." })
  conclusion: string;

  @Field(() => Boolean, { description: "The provider was found to have broken a promise or a rule." })
  breachFound: boolean;

  @Field(() => DateTime, { description: "When the inspection was closed." })
  at: number;

  @Field(() => String, {
    nullable: true,
    description:
      "What the provider says to it; null when it said nothing, or nothing was held against it. Telephone numbers and similar data are masked as `***`.",
  })
  statement: string | null;

  @Field(() => Boolean, { description: "The provider was asked for its view and gave none in time." })
  providerSilent: boolean;

  @Field(() => [Ruling], {
    description:
      "The published rulings on what it found, oldest first, each with whether it is final or was reversed; empty while there is none.",
  })
  rulings: Ruling[];
}

const InspectionConclusionConnection = Connection(InspectionConclusion, "InspectionConclusion");

@Resolver(() => Provider)
export class ProviderConclusionsResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => InspectionConclusionConnection, {
    description: "The published conclusions of the platform's inspections of this provider, the latest opened first.",
  })
  async inspectionConclusions(
    @Root() { id }: Provider,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<InspectionConclusion>> {
    const closed = await page(ctx, args, {
      entity: Inspection,
      where: ctx.db.knownBy(
        sql`t.provider_id = ${id} AND t.public_conclusion IS NOT NULL`,
        "inspection",
        "provider_id",
        [id],
      ),
      by: "openedAt",
      direction: "DESC",
      whole: true,
    });
    return mapPage(closed, (each) => toConclusion(ctx, each));
  }
}

async function toConclusion(ctx: Context, inspection: Inspection): Promise<InspectionConclusion> {
  const items = await ctx.loaders.manyBy(Observation, "inspectionId", inspection.id);
  const cases = items.flatMap(({ complaintId }) => complaintId ?? []);
  const rulings = await Promise.all(cases.map((id) => ctx.loaders.manyBy(Ruling, "complaintId", id)));
  return {
    id: inspection.id,
    // As closeInspection checks it; of those from before.
    conclusion: redact(inspection.publicConclusion ?? ""),
    breachFound: inspection.breachFound === true,
    at: inspection.closedAt ?? inspection.openedAt,
    statement: inspection.statement === null ? null : redact(inspection.statement),
    providerSilent: inspection.silentAt !== null,
    rulings: rulings
      .flat()
      .filter(({ issuedAt }) => issuedAt !== null)
      .sort((a, b) => (a.issuedAt ?? 0) - (b.issuedAt ?? 0)),
  };
}
