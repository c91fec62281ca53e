import { Entity, Index, Unique } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Integer, Json, Line, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { Bilingual } from "../../platform/graphql/bilingual";
import { DateTime } from "../../platform/graphql/scalars";
import { ReferralRoute } from "../stays/stay-enums.types";
import { EntryConditionsType } from "./entry-conditions.types";
import type { EntryConditions } from "./entry.pure";

/** Once published, only its end is set, when the next version is published. */
@Tracked<OutsideRoute>({ dates: ["effectiveFrom", "effectiveUntil"] })
@Entity("outside_route")
@Unique(["route", "version"])
@Index(["effectiveFrom", "id"])
@Index(["publishedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "The platform's description of an external route during a period. General information, not legal advice: the body's own information is authoritative. Public.",
})
export class OutsideRoute {
  static readonly idPrefix = "rte";

  @Id()
  @Field(() => ID, { description: "Its id, `rte_…`." })
  id: string;

  @Code()
  @Field(() => ReferralRoute, { description: "The kind of external body." })
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
  @Field(() => Bilingual, { description: "What it can and cannot do." })
  summary: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "Its legal basis for consumers." })
  legalBasis: Bilingual;

  /** Also which routes these are: nothing opens one without a basis. */
  @Json({ nullable: true })
  @Field(() => Bilingual, {
    nullable: true,
    description:
      "Its legal basis for whoever bought for a business (`Order.buyerKind`); null: it is open to consumers only.",
  })
  businessLegalBasis: Bilingual | null;

  @Json()
  @Field(() => EntryConditionsType, {
    description: "The conditions on which it accepts a dispute, as far as they can be checked automatically.",
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
  @Field(() => String, { nullable: true, description: "Its page on the web; null if there is no single page." })
  link: string | null;

  /** Null for routes that come with the platform. */
  @Ref(() => Account, { nullable: true })
  publishedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "From when this description applies." })
  effectiveFrom: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Until when, exclusive; null while it still applies." })
  effectiveUntil: number | null;
}
