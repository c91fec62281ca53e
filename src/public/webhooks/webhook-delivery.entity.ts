import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { BigInteger, Code, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import type { EventType } from "../../platform/database/event";
import { EVENT_TYPES } from "../../platform/graphql/event-catalogue";
import { DateTime } from "../../platform/graphql/scalars";
import { WebhookDeliveryStatus, WebhookProblem } from "./webhook-enums.types";
import { WebhookEndpoint } from "./webhook-endpoint.entity";

@ObjectType({ simpleResolvers: true, description: "One time that a delivery was sent." })
export class WebhookAttempt {
  @Field(() => DateTime, { description: "When it was sent." })
  at: number;

  @Field(() => Int, { nullable: true, description: "The status of the answer; null: there was none." })
  httpStatus: number | null;

  @Field(() => Int, { description: "How long that took, in milliseconds." })
  durationMs: number;

  @Field(() => WebhookProblem, { nullable: true, description: "Why it does not count as delivered; null: it does." })
  problem: WebhookProblem | null;

  @Field(() => String, { nullable: true, description: "How the answer began, when it was a refusal; null otherwise." })
  excerpt: string | null;
}

/** One event for one endpoint. Kept for a while after it was delivered. */
@Entity("webhook_delivery")
@Unique(["endpointId", "position"])
@Index(["endpointId", "dueAt"])
@Index(["endpointId", "status", "streamId", "position"])
@Index(["endpointId", "eventType", "position"])
@Index(["deliveredAt"])
@ObjectType({
  simpleResolvers: true,
  description: "One event for one endpoint, and how often it was sent. Kept for 30 days after it was delivered.",
})
export class WebhookDelivery {
  static readonly idPrefix = "whd";

  @Id()
  @Field(() => ID, { description: "Stable id, `whd_…`." })
  id: string;

  @Ref(() => WebhookEndpoint)
  endpointId: string;

  /** Of the event, in the log. */
  @BigInteger()
  position: number;

  /** The event's: within one they are delivered in order. */
  @Code()
  streamId: string;

  @Code({ length: 60 })
  @Field(() => EVENT_TYPES, { description: "Of what type the event is." })
  eventType: EventType;

  @Code({ length: 16 })
  @Field(() => WebhookDeliveryStatus, { description: "Whether it has been delivered." })
  status: WebhookDeliveryStatus;

  /** Since it was last begun with. */
  @Integer()
  tries: number;

  @Json()
  @Field(() => [WebhookAttempt], { description: "The latest 20 times that it was sent, oldest first." })
  attempts: WebhookAttempt[];

  /** When it is sent next; null: it is delivered, or waits for an earlier one of its stream. */
  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When it is sent next; null: it was delivered, or waits until an earlier one of the same case was.",
  })
  dueAt: number | null;

  @Instant({ nullable: true })
  failingSince: number | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was first to be sent." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was last delivered; null: not yet." })
  deliveredAt: number | null;
}
