import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { EventType } from "../../platform/database/event";
import { Connection } from "../../platform/graphql/connection";
import { EVENT_TYPES } from "../../platform/graphql/event-catalogue";
import { MutationInput, MutationPayload, UnrememberedInput } from "../../platform/graphql/idempotency";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import { WebhookAttempt, WebhookDelivery } from "./webhook-delivery.entity";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import { WebhookDeliveryStatus } from "./webhook-enums.types";

export const WebhookEndpointConnection = Connection(WebhookEndpoint, "WebhookEndpoint");
export const WebhookDeliveryConnection = Connection(WebhookDelivery, "WebhookDelivery");

const URL_TEXT = "Where events are sent: an https address of a named host that is not in a private network.";
const TYPES = "Of which types it is sent events; empty: of all that the client may see.";
const MOST_TYPES = 100;
const QUERY =
  "A GraphQL query that is executed for each event, as the client, when it is sent; the event has its response as `response`. Its variables are ids that the event has: `complaintId`, `offerId`, …, of type ID.";
const LONGEST_QUERY = 8_000;

@InputType({ description: "An address that is to be sent events. Repeating it makes another one." })
export class CreateWebhookEndpointInput extends UnrememberedInput {
  @Field(() => ID, {
    nullable: true,
    description: "The client, `apc_…`, as which it sees events; left out: the API client that asks.",
  })
  apiClientId?: string | null;

  @TextField({ max: 1_000, description: URL_TEXT })
  url: string;

  @ListOf(0, MOST_TYPES)
  @Field(() => [EVENT_TYPES], { defaultValue: [], description: TYPES })
  eventTypes: EventType[];

  @TextField({ min: 1, max: LONGEST_QUERY, nullable: true, verbatim: true, description: `${QUERY} Left out: none.` })
  query?: string | null;
}

@InputType({ description: "Changes to an endpoint; fields left out stay as they are." })
export class UpdateWebhookEndpointInput extends MutationInput {
  @Field(() => ID, { description: "The endpoint, `whe_…`." })
  webhookEndpointId: string;

  @TextField({ min: 1, max: 1_000, nullable: true, description: URL_TEXT })
  url?: string | null;

  @ListOf(0, MOST_TYPES)
  @Field(() => [EVENT_TYPES], { nullable: true, description: TYPES })
  eventTypes?: EventType[] | null;

  @TextField({ max: LONGEST_QUERY, nullable: true, verbatim: true, description: `${QUERY} An empty one ends it.` })
  query?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "true: nothing is sent to it for now; false: it is sent events, one that was disabled too.",
  })
  paused?: boolean | null;
}

@InputType({ description: "The endpoint that gets a new secret. Repeating it makes another one." })
export class RotateWebhookSecretInput extends UnrememberedInput {
  @Field(() => ID, { description: "The endpoint, `whe_…`." })
  webhookEndpointId: string;
}

@InputType({ description: "The endpoint that is to be sent nothing any longer." })
export class DeleteWebhookEndpointInput extends MutationInput {
  @Field(() => ID, { description: "The endpoint, `whe_…`." })
  webhookEndpointId: string;
}

@InputType({ description: "The endpoint to try. Repeating it sends another test." })
export class SendTestWebhookInput extends UnrememberedInput {
  @Field(() => ID, { description: "The endpoint, `whe_…`." })
  webhookEndpointId: string;
}

@InputType({ description: "The delivery to make once more." })
export class RedeliverWebhookInput extends MutationInput {
  @Field(() => ID, { description: "The delivery, `whd_…`." })
  webhookDeliveryId: string;
}

@InputType({ description: "From where on an endpoint is sent everything once more." })
export class RedeliverWebhooksInput extends MutationInput {
  @Field(() => ID, { description: "The endpoint, `whe_…`." })
  webhookEndpointId: string;

  @TextField({
    max: 2_000,
    description: "The `cursor` of a delivery, or of a live stream of the client: what comes after it is sent again.",
  })
  since: string;
}

@InputType({ description: "Which deliveries are listed." })
export class WebhookDeliveryFilter {
  @Field(() => WebhookDeliveryStatus, { nullable: true, description: "Only those in this state." })
  status?: WebhookDeliveryStatus | null;

  @Field(() => EVENT_TYPES, { nullable: true, description: "Only those of events of this type." })
  eventType?: EventType | null;
}

@ObjectType({ simpleResolvers: true, description: "The endpoint after the command." })
export class WebhookEndpointPayload extends MutationPayload {
  @Field(() => WebhookEndpoint, { description: "The endpoint as it is now." })
  webhookEndpoint: WebhookEndpoint;
}

@ObjectType({ simpleResolvers: true, description: "An endpoint and its new secret." })
export class WebhookSecretPayload extends WebhookEndpointPayload {
  @Field(() => String, {
    description: "What deliveries are signed with, `whsec_…`. It is returned this once, and cannot be read again.",
  })
  secret: string;
}

@ObjectType({ simpleResolvers: true, description: "What `deleteWebhookEndpoint` returns." })
export class DeleteWebhookEndpointPayload extends MutationPayload {
  @Field(() => ID, { description: "The endpoint that was deleted." })
  webhookEndpointId: string;
}

@ObjectType({ simpleResolvers: true, description: "What `sendTestWebhook` returns." })
export class SendTestWebhookPayload extends WebhookEndpointPayload {
  @Field(() => WebhookAttempt, { description: "What became of it." })
  attempt: WebhookAttempt;
}

@ObjectType({ simpleResolvers: true, description: "What `redeliverWebhook` returns." })
export class RedeliverWebhookPayload extends WebhookEndpointPayload {
  @Field(() => WebhookDelivery, { description: "The delivery as it is now." })
  webhookDelivery: WebhookDelivery;
}
