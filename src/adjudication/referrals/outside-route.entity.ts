import { Entity, Index, Unique } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Account } from "../../accounts/account.entity";
import { Code, Id, Instant, Integer, Json, Line, Ref } from "../../platform/database/columns";
import { Bilingual } from "../../platform/graphql/bilingual";
import { DateTime } from "../../platform/graphql/scalars";
import { ReferralRoute } from "../stays/stay-enums.types";
import { EntryConditionsType } from "./entry-conditions.types";
import type { EntryConditions } from "./entry.pure";

/** Once published only its end is ever added, when the next version is. */
@Entity("outside_route")
@Unique(["route", "version"])
@Index(["effectiveFrom", "id"])
@Index(["publishedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "What the platform says of a way outside it, from one moment to another. General information, not legal advice: what the body itself says counts. Public.",
})
export class OutsideRoute {
  static readonly idPrefix = "rte";

  @Id()
  @Field(() => ID, { description: "`rte_…`" })
  id: string;

  @Code()
  @Field(() => ReferralRoute, { description: "Which way." })
  route: ReferralRoute;

  @Integer()
  @Field(() => Int, { description: "1, 2, 3 …" })
  version: number;

  @Json()
  @Field(() => Bilingual, { description: "What it is called." })
  name: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "Which body it leads to, and how to find the right one." })
  body: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "What it can do, and what it cannot." })
  summary: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "Where the law provides for it." })
  legalBasis: Bilingual;

  @Json()
  @Field(() => EntryConditionsType, {
    description: "What it asks before it takes a dispute, as far as machines can tell.",
  })
  conditions: EntryConditions;

  @Json()
  @Field(() => Bilingual, { description: "What it costs." })
  cost: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "How long it takes." })
  duration: Bilingual;

  @Json()
  @Field(() => [Bilingual], { description: "The documents to bring." })
  documents: Bilingual[];

  @Line(300, { nullable: true })
  @Field(() => String, { nullable: true, description: "Its page on the web; null when there is no one page." })
  link: string | null;

  /** Null: it came with the platform. */
  @Ref(() => Account, { nullable: true })
  publishedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "From when the platform has said so." })
  effectiveFrom: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Until when, exclusive; null while it still does." })
  effectiveUntil: number | null;
}
