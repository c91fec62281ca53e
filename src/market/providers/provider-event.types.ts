import { Field, ID, Int, ObjectType } from "type-graphql";
import { LoggedEvent } from "../../platform/database/event.entity";
import { DateTime } from "../../platform/graphql/scalars";

@ObjectType({
  simpleResolvers: true,
  description: "One event of a provider's history. Immutable.",
})
export class ProviderEvent {
  @Field(() => ID, { description: "Unique and opaque." })
  id: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Its number in the provider's history, which counts every event, whether or not it is shown. For the provider's members and platform staff; null to others.",
  })
  seq: number | null;

  @Field(() => String, {
    description:
      "What happened, e.g. `PROMISE_PUBLISHED`, `LISTING_UPDATED`, `PENALTY_STARTED`, and for the provider's members and platform staff also `POINTS_CHANGED`, `PAYMENT_CONFIRMED`, `DEPOSIT_TOPPED_UP` or `FINE_DUE`. New types may be added.",
  })
  type: string;

  @Field(() => DateTime, { description: "When it happened." })
  at: number;

  @Field(() => String, {
    description:
      "In which role it was done: PROVIDER_OWNER, PROVIDER_STAFF, PROVIDER (either of them), INVITED (a person who was invited and is not a member), MODERATOR, INSPECTOR, FINANCE, AUDITOR or SYSTEM.",
  })
  actorRole: string;

  @Field(() => String, {
    description: "The particulars, a JSON object of names to texts, numbers or nulls, e.g. the `promiseId`.",
  })
  data: string;

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 that chains it to the event before, hex. For the provider's members and platform staff; null to others.",
  })
  hash: string | null;
}

/** The id is a hash and contains no count: numbers would show outsiders how much else happened, e.g. how many orders were placed. */
export function toProviderEvent(event: LoggedEvent, inside: boolean): ProviderEvent {
  const { consumerId: _, ...data } = event.data;
  const { hash, seq, type, at, actorRole } = event;
  const counted = inside ? { seq, hash } : { seq: null, hash: null };
  return { id: hash, ...counted, type, at, actorRole, data: JSON.stringify(data) };
}
