import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account.entity";
import { Code, Id, Instant, Integer, Json, Line, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { PromiseKind } from "../../market/promises/promise-kind.types";

@ObjectType("ChecklistItem", { simpleResolvers: true, description: "One question of a checklist, in both languages." })
export class Question {
  @Field(() => String, { description: "In English, such that yes means kept." })
  en: string;

  @Field(() => String, { description: "The same in Chinese." })
  zh: string;
}

/** Rows are only ever added; the latest version of each scope is the one asked. */
@Entity("inspection_checklist")
@Unique(["scope", "version"])
@Index(["publishedById"])
@ObjectType({
  simpleResolvers: true,
  description: "What inspectors look at: for every provider, or for those who promise this or sell that.",
})
export class InspectionChecklist {
  static readonly idPrefix = "ich";

  @Id()
  @Field(() => ID, { description: "`ich_…`" })
  id: string;

  /** Kind and category in one, because in a unique key nothing equals null. */
  @Line(110)
  scope: string;

  @Integer()
  @Field(() => Int, { description: "1, 2, 3 … for the same kind and category." })
  version: number;

  @Code({ nullable: true })
  @Field(() => PromiseKind, { nullable: true, description: "Only where such a promise is in force; null: everywhere." })
  kind: PromiseKind | null;

  @Code({ length: 64, nullable: true })
  @Field(() => String, { nullable: true, description: "Only for inspections of this category; null: of any." })
  category: string | null;

  @Json()
  @Field(() => [Question], {
    description: "The questions in order, in both languages, for the next version to start from.",
  })
  items: Question[];

  @Ref(() => Account, { nullable: true })
  publishedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "Since when it is asked." })
  publishedAt: number;
}

export const scopeOf = (kind: PromiseKind | null, category: string | null): string =>
  `${kind ?? "*"} ${category ?? "*"}`;
