import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { HouseRules } from "../../house-rules/house-rules";
import { First } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { dictionaryIn, LICENCE, toPublicFigures } from "./figure-dictionary.pure";
import { publicFigures, publishedQuarter, type PublicDimension } from "./public-statistics.queries";
import { lastQuarter } from "./quarter.pure";
import {
  DataLicence,
  PublicDimensionEnum,
  PublicFigureDefinition,
  PublicStatisticGroup,
} from "./public-statistics.types";

@ObjectType({
  simpleResolvers: true,
  description:
    "How complaints went in one quarter, for everybody, and free for reuse. A figure about the cases of few people is withheld, so that it tells of no single person. Later events, such as an appeal, still change the figures of the quarter they belong to.",
})
class PublicStatistics {
  @Field(() => String, { description: "The quarter, e.g. `2026-Q3`." })
  quarter: string;

  @Field(() => String, { description: "The last quarter that is over: the newest that can be asked for." })
  latest: string;

  @Field(() => String, { description: "Its first day, `YYYY-MM-DD`, by the market's clock (UTC+8)." })
  from: string;

  @Field(() => String, { description: "Its last day, itself part of it." })
  to: string;

  @Field(() => DataLicence, { description: "The terms of reuse: with attribution, for any purpose." })
  licence: typeof LICENCE;

  @Field(() => String, { description: "The figures of the quarter as CSV (RFC 4180): a path of this server." })
  csv: string;
}

@Resolver(() => PublicStatistics)
export class PublicStatisticsResolver {
  @Query(() => PublicStatistics, {
    description:
      "The public statistics of a quarter: answered, solved, satisfaction, remedies that reached the consumer and after how long, rulings overturned, the platform's own lateness; in total, by category and by provider. Needs no sign-in. Refused BAD_USER_INPUT for what is not a quarter, or not over yet.",
  })
  publicStatistics(
    @Ctx() ctx: Context,
    @Arg("quarter", () => String, {
      nullable: true,
      description: "Which, e.g. `2026-Q3`; the last that is over when left out.",
    })
    quarter: string | null,
  ): PublicStatistics {
    const { name, from, to } = publishedQuarter(quarter, ctx.now());
    const latest = lastQuarter(ctx.now()).name;
    return { quarter: name, latest, from, to, licence: LICENCE, csv: `/figures/quarter.csv?quarter=${name}` };
  }

  @FieldResolver(() => Int, {
    description:
      "A figure about the cases of fewer people is withheld; the house rule `statistics.public`. Consumers are counted once for each provider and quarter.",
  })
  minimumCount(@Ctx() ctx: Context): Promise<number> {
    return leastCases(ctx);
  }

  @FieldResolver(() => [PublicFigureDefinition], {
    description: "The data dictionary: what each figure is, in the viewer's language.",
  })
  async dictionary(@Ctx() ctx: Context): Promise<PublicFigureDefinition[]> {
    return dictionaryIn(ctx.locale, await leastCases(ctx));
  }

  @FieldResolver(() => PublicStatisticGroup, { description: "The figures of all cases." })
  async total(@Ctx() ctx: Context, @Root() statistics: PublicStatistics): Promise<PublicStatisticGroup> {
    const { total } = await read(ctx, statistics, "CATEGORY");
    return { value: "-", provider: null, figures: toPublicFigures(total) };
  }

  @FieldResolver(() => [PublicStatisticGroup], {
    description: "The headings with any figure to show, those with the most cases opened first.",
  })
  async groups(
    @Ctx() ctx: Context,
    @Root() statistics: PublicStatistics,
    @Arg("by", () => PublicDimensionEnum, { description: "By what they are grouped." }) by: PublicDimension,
    @First(50, "How many headings", 1) first: number,
  ): Promise<PublicStatisticGroup[]> {
    const { groups } = await read(ctx, statistics, by);
    return groups.slice(0, first).map((group) => ({ ...group, figures: toPublicFigures(group.figures) }));
  }
}

const read = (ctx: Context, { quarter }: PublicStatistics, by: PublicDimension) =>
  publicFigures(ctx.db.longReads, publishedQuarter(quarter, ctx.now()), by, ctx.now());

const leastCases = async (ctx: Context): Promise<number> =>
  (await HouseRules.inForce(ctx.db, ctx.now())).number("statistics.public", "cases");
