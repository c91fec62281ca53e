import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Integer, Json, Line, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { PromiseKind } from "../../market/promises/promise-kind.types";

/** As it is stored. */
export interface Question {
  en: string;
  zh: string;
}

/** Rows are only ever added; the latest version of each scope is in use. */
@Entity("inspection_checklist")
@Unique(["scope", "version"])
@Index(["publishedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "What inspectors check: for every provider, or for those with promises of a kind or listings of a category.",
})
export class InspectionChecklist {
  static readonly idPrefix = "ich";

  @Id()
  @Field(() => ID, { description: "Its id, `ich_…`." })
  id: string;

  /** Kind and category combined, because a unique key never treats two nulls as equal. */
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
  items: Question[];

  @Ref(() => Account, { nullable: true })
  publishedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "Since when it is in use." })
  publishedAt: number;
}

export const scopeOf = (kind: PromiseKind | null, category: string | null): string =>
  `${kind ?? "*"} ${category ?? "*"}`;
