import { Field, Float, Int, ObjectType } from "type-graphql";
import { Provider } from "../../market/providers/provider.entity";
import { defineEnum } from "../../platform/graphql/enum";
import type { FigureUnit, PublicFigureName } from "./public-figures.table";
import type { PublicDimension } from "./public-statistics.queries";

export const PublicDimensionEnum = defineEnum<PublicDimension>(
  "PublicStatisticDimension",
  "The dimension by which the public statistics are grouped.",
  { CATEGORY: "By category of the service ordered.", PROVIDER: "By the provider concerned." },
);

const PublicFigureEnum = defineEnum<PublicFigureName>(
  "PublicFigureName",
  "A figure of the public statistics. What exactly is counted is in `PublicStatistics.dictionary`.",
  {
    OPENED: "Number of cases opened.",
    ANSWERED: "Share of cases that the provider answered in time.",
    SOLVED: "Share of consumers' verdicts that say the matter is solved.",
    SATISFACTION: "Mean satisfaction of consumers, 1 to 5.",
    REMEDIES_REACHED: "Share of the remedies ordered that reached the consumer.",
    DAYS_TO_REMEDY: "Median days from the ruling until a remedy reached the consumer.",
    OVERTURNED: "Share of rulings that an appeal or an external body overturned.",
    PLATFORM_LATE: "Share of the platform's own steps that missed their time limit.",
    DAYS_TO_CLOSE: "Median days from opening to closing.",
  },
);

const FigureUnitEnum = defineEnum<FigureUnit>("PublicFigureUnit", "What the value of a figure counts.", {
  COUNT: "A number of cases.",
  SHARE: "A share, 0 to 1.",
  MEAN: "A mean, 1 to 5.",
  DAYS: "Days, with fractions; medians are rounded up by less than a fifth.",
});

@ObjectType({ simpleResolvers: true, description: "One figure of the public statistics." })
export class PublicFigure {
  @Field(() => PublicFigureEnum, { description: "Which figure it defines." })
  figure: PublicFigureName;

  @Field(() => FigureUnitEnum, { description: "What `value` counts." })
  unit: FigureUnit;

  @Field(() => Int, {
    nullable: true,
    description: "What is divided, see the dictionary; null for counts and medians, and where the figure is withheld.",
  })
  numerator: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "By what it is divided, or over how many the median is taken; null where the figure is withheld.",
  })
  denominator: number | null;

  @Field(() => Float, { nullable: true, description: "The figure; null where it is withheld." })
  value: number | null;

  @Field(() => Boolean, {
    description:
      "true: not shown, because it is about fewer people than `minimumCount`, or because such a figure could be computed from it.",
  })
  withheld: boolean;
}

@ObjectType({ simpleResolvers: true, description: "The public figures under one heading." })
export class PublicStatisticGroup {
  @Field(() => String, {
    description: "The heading: a category, a provider's id; `-` for the total and for cases without a category.",
  })
  value: string;

  @Field(() => Provider, { nullable: true, description: "The provider whose id the heading is; null for others." })
  provider: Provider | null;

  @Field(() => [PublicFigure], { description: "All figures, always in the same order." })
  figures: PublicFigure[];
}

@ObjectType({ simpleResolvers: true, description: "What a figure of the public statistics means." })
export class PublicFigureDefinition {
  @Field(() => PublicFigureEnum, { description: "Which figure it is." })
  figure: PublicFigureName;

  @Field(() => FigureUnitEnum, { description: "What its value counts." })
  unit: FigureUnit;

  @Field(() => String, { description: "What it says, in the viewer's language." })
  meaning: string;

  @Field(() => String, {
    nullable: true,
    description: "What is counted above the line, in the viewer's language; null for counts and medians.",
  })
  numerator: string | null;

  @Field(() => String, { description: "What is counted below the line, in the viewer's language." })
  denominator: string;

  @Field(() => String, { description: "To which quarter each of them belongs, in the viewer's language." })
  window: string;

  @Field(() => Int, { description: "About the cases of fewer people it is withheld." })
  minimumCount: number;
}

@ObjectType({ simpleResolvers: true, description: "The terms under which data may be used again." })
export class DataLicence {
  @Field(() => String, { description: "Identifier in the SPDX list." })
  id: string;

  @Field(() => String, { description: "Where its text is." })
  url: string;
}
