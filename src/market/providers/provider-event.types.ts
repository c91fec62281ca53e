import { Field, Int, ObjectType } from "type-graphql";
import { ActorRole } from "../../accounts/actor/actor-role.types";
import { clientIn, Event } from "../../accounts/account/event.types";
import type { ShownEvent } from "../../platform/graphql/event-page";
import type { EventType } from "../../platform/database/event";
import { EVENT_TYPES, jsonOf } from "../../platform/graphql/event-catalogue";

@ObjectType({
  implements: Event,
  simpleResolvers: true,
  description: "One event of a provider's history. Immutable.",
})
export class ProviderEvent extends Event {
  @Field(() => Int, {
    nullable: true,
    description:
      "Its number in the provider's history, which counts every event, whether or not it is shown. For the provider's members and platform staff; null to others.",
  })
  override seq: number | null;

  @Field(() => EVENT_TYPES, {
    description:
      "What happened, e.g. `PROMISE_PUBLISHED`, `LISTING_UPDATED`, `PENALTY_STARTED`, and for the provider's members and platform staff also `POINTS_CHANGED`, `PAYMENT_CONFIRMED`, `DEPOSIT_TOPPED_UP` or `FINE_DUE`. New types may be added.",
  })
  override type: EventType;

  @Field(() => ActorRole, {
    description:
      "In which role it was done: PROVIDER_OWNER, PROVIDER_STAFF, PROVIDER (either of them), INVITED (a person who was invited and is not a member), CONSUMER, MODERATOR, TRAINER, INSPECTOR, FINANCE, AUDITOR, INTEGRATION (an API client, see `clientName`) or SYSTEM.",
  })
  override actorRole: ActorRole;

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 that chains it to the event before, hex. For the provider's members and platform staff; null to others.",
  })
  override hash: string | null;
}

/** The id is a hash and contains no count: numbers would show outsiders how much else happened, e.g. how many orders were placed. */
export function toProviderEvent(event: ShownEvent, inside: boolean): ProviderEvent {
  const { hash, seq, type, at, actorRole, data } = event;
  const clientId = clientIn(event);
  const counted = inside ? { seq, hash } : { seq: null, hash: null };
  return { id: hash, ...counted, type, at, actorRole, clientId, data: jsonOf(type, data) };
}
