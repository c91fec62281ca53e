import { Field, ID, Int, ObjectType } from "type-graphql";
import { clientIn, Event } from "../../accounts/account/event.types";
import type { ShownEvent } from "../../platform/graphql/event-page";
import { jsonOf } from "../../platform/graphql/event-catalogue";

@ObjectType({
  implements: Event,
  simpleResolvers: true,
  description:
    "One event of an inspection's history. Never changed; each carries a hash that chains it to the one before.",
})
export class InspectionEvent extends Event {
  @Field(() => ID, { description: "The inspection and its `seq`." })
  override id: string;

  @Field(() => Int, { description: "1, 2, 3 … within the inspection, without gaps." })
  override seq: number;

  @Field(() => String, { description: "SHA-256 that chains it to the event before, hex." })
  override hash: string;
}

export const toInspectionEvent = ({
  streamId,
  seq,
  type,
  at,
  actorId,
  actorRole,
  data,
  hash,
}: ShownEvent): InspectionEvent => ({
  id: `${streamId}/${seq}`,
  seq,
  type,
  at,
  actorRole,
  clientId: clientIn({ actorId, actorRole }),
  hash,
  data: jsonOf(type, data),
});
