import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/graphql/scalars";
import { LoggedEvent } from "../../platform/database/event.entity";

@ObjectType({
  simpleResolvers: true,
  description:
    "One event of a case's history: its timeline, its audit trail and the source of every live update. Never changed; each event carries the hash of the one before.",
})
export class CaseEvent {
  @Field(() => ID, { description: "The case and its `seq`." })
  id: string;

  @Field(() => Int, {
    description: "1, 2, 3 … within the case, without gaps (a viewer may see a gap where an event is not for them).",
  })
  seq: number;

  @Field(() => String, { description: "What happened, e.g. `OFFER_ACCEPTED`. New types may be added." })
  type: string;

  @Field(() => DateTime, { description: "When it happened." })
  at: number;

  @Field(() => String, { description: "In which role it was done: CONSUMER, PROVIDER, MODERATOR or SYSTEM." })
  actorRole: string;

  @Field(() => String, { description: "The particulars, a JSON object of names to texts, numbers or nulls." })
  data: string;

  @Field(() => String, { description: "SHA-256 that chains it to the event before, hex." })
  hash: string;
}

export const toCaseEvent = (event: LoggedEvent): CaseEvent => ({
  id: `${event.streamId}/${event.seq}`,
  seq: event.seq,
  type: event.type,
  at: event.at,
  actorRole: event.actorRole,
  data: JSON.stringify(event.data),
  hash: event.hash,
});
