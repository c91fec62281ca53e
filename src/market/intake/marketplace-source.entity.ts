import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Line, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

/** A system of the marketplace that keeps its providers, people, listings and orders. What it sends is known by its own ids. */
@Entity("marketplace_source")
@Unique(["name"])
@Index(["createdById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A system of the marketplace, such as its order system, whose records are taken in. Each source has ids of its own: the same id of two sources names two things. For administrators and auditors.",
})
export class MarketplaceSource {
  static readonly idPrefix = "src";

  @Id()
  @Field(() => ID, { description: "Its id, `src_…`." })
  id: string;

  @Code()
  @Field(() => String, { description: "Its name in requests and addresses: lower-case letters, digits and hyphens." })
  name: string;

  @Line(200)
  @Field(() => String, { description: "What people call it." })
  title: string;

  /** null: the server's own import. */
  @Ref(() => Account, { nullable: true })
  createdById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was made known." })
  createdAt: number;
}
