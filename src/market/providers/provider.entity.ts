import { Field, ID, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index, Unique } from "typeorm";
import { Code, Id, Instant, Integer, Line, LongText } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import type { EventStream } from "../../platform/database/event";
import { Searched } from "../../platform/database/searched";
import { DateTime } from "../../platform/graphql/scalars";
import { ProviderStatus } from "./provider-status.types";

@Tracked()
@Entity("provider")
@Unique(["licenceKey"])
@Index(["licenceNo"])
@Index(["nameKey"])
@Index(["createdAt", "id"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A business that offers services on the platform and makes promises about them (服务商).",
})
export class Provider implements EventStream {
  static readonly idPrefix = "prv";

  @Id()
  @Field(() => ID, { description: "Stable id, `prv_…`." })
  id: string;

  @Line(200)
  @Searched()
  @Field(() => String, {
    description: "The name it is registered under; for an admitted provider the one that the platform has verified.",
  })
  legalName: string;

  /** `foldName` of the name, to find providers whose names look the same. */
  @Line(200, { nullable: true })
  nameKey: string | null;

  /** The new name an admitted provider has requested; public once its licence has been verified for it. */
  @Line(200, { nullable: true })
  pendingName: string | null;

  /** Folded, so that different spacing or case does not let a terminated provider back in. Shown by the resolver, masked for most. */
  @Line(80)
  licenceNo: string;

  /** Unique key that binds a licence to one provider: its number from the admission on; before that, the provider's own id. */
  @Line(80)
  licenceKey: string;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Its description of itself, plain text; null when it has given none.",
  })
  description: string | null;

  @Code()
  @Field(() => ProviderStatus, { description: "Its status on the platform." })
  status: ProviderStatus;

  @Instant()
  @Field(() => DateTime, { description: "When it registered." })
  createdAt: number;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;
}
