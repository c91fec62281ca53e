import { Field, ID, Int, ObjectType } from "type-graphql";
import { Reads } from "../../platform/graphql/reads";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index } from "typeorm";
import { Code, Id, Instant, Integer, Line, LongText, MinorUnits, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { Money } from "../../platform/graphql/money";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../providers/provider.entity";
import { ListingStatus } from "./listing-status.types";

@Tracked()
@Entity("listing")
@Index(["providerId", "createdAt", "id"])
@Index(["status", "category", "id"])
@Index(["status", "priceCurrency", "priceAmount", "id"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A service that a provider offers at a price.",
})
export class Listing {
  static readonly idPrefix = "lst";

  @Id()
  @Field(() => ID, { description: "Its id, `lst_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Code({ length: 64 })
  @Field(() => String, {
    description: "The kind of service: lower-case words joined by hyphens, e.g. `skill-training`.",
  })
  category: string;

  @Line(200)
  @Field(() => String, { description: "Name of the service, at most 200 characters." })
  title: string;

  @LongText()
  @Field(() => String, { description: "What the service is, plain text; may be empty." })
  description: string;

  @MinorUnits()
  priceAmount: number;

  @Code({ length: 3 })
  priceCurrency: string;

  /** What the provider chose. A freeze is not stored here: it is in force by its dates (see restrictions.ts). */
  @Code()
  @Field(() => ListingStatus, { description: "Whether it is shown and can be ordered, at this moment." })
  status: ListingStatus;

  @Integer()
  @Field(() => Int, { description: "Grows by one with every change; `updateListing` asks for the one you have seen." })
  version: number;

  @Instant()
  @Field(() => DateTime, { description: "When it was created." })
  createdAt: number;

  @Reads<Listing>("priceAmount", "priceCurrency")
  @Field(() => Money, { description: "What one order costs now. Pass it as `expectedPrice` when ordering." })
  get price(): Money {
    return { amount: this.priceAmount, currency: this.priceCurrency };
  }
}
