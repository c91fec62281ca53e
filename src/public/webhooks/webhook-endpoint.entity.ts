import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { ApiClient } from "../../market/api-clients/api-client.entity";
import { BigInteger, Code, Id, Instant, Json, Line, LongText, Ref } from "../../platform/database/columns";
import type { EventType } from "../../platform/database/event";
import { EVENT_TYPES } from "../../platform/graphql/event-catalogue";
import { Node } from "../../platform/graphql/node.types";
import { DateTime } from "../../platform/graphql/scalars";
import { WebhookStatus } from "./webhook-enums.types";

/** An address that is told of what an API client may see. */
@Entity("webhook_endpoint")
@Index(["clientId", "id"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "An address to which the events that an API client may see are sent, each at least once and those of one case in order. See docs/webhooks.md.",
})
export class WebhookEndpoint {
  static readonly idPrefix = "whe";

  @Id()
  @Field(() => ID, { description: "Stable id, `whe_…`." })
  id: string;

  @Ref(() => ApiClient)
  clientId: string;

  @Line(1_000)
  @Field(() => String, { description: "Where events are sent." })
  url: string;

  @Json()
  @Field(() => [EVENT_TYPES], { description: "Of which types; empty: of all that the client may see." })
  eventTypes: EventType[];

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "What each event is sent the response of, as `response`; null: nothing.",
  })
  query: string | null;

  @Code({ length: 16 })
  @Field(() => WebhookStatus, { description: "Whether it is sent anything." })
  status: WebhookStatus;

  /** Encrypted. */
  @Code({ length: 300 })
  secret: string;

  /** Those before, also encrypted, the latest first: they sign as well until `previousUntil`. */
  @Json({ nullable: true })
  previousSecrets: string[] | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when deliveries are signed with the previous secret as well; null: they are not.",
  })
  previousUntil: number | null;

  /** By which of the client's keys it was last set up; null: by a person. */
  @Code({ nullable: true })
  setByKeyId: string | null;

  /** Its place: all of the log up to here is among its deliveries, or not for it. */
  @BigInteger()
  position: number;

  /** What comes after this is to be looked at once more, though it was looked at before; null: nothing is. */
  @BigInteger({ nullable: true })
  lookAgainAfter: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Since when nothing has been accepted although it was tried; null: the last attempt succeeded.",
  })
  failingSince: number | null;

  @Ref(() => Account)
  @Index()
  createdById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was made." })
  createdAt: number;

  @Instant({ nullable: true })
  deletedAt: number | null;
}
