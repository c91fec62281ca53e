import { Field, ID, Int, ObjectType } from "type-graphql";
import { LoggedEvent } from "../../platform/database/event.entity";
import { DateTime } from "../../platform/graphql/scalars";

@ObjectType({
  simpleResolvers: true,
  description:
    "One event of an inspection's history. Never changed; each carries a hash that chains it to the one before.",
})
export class InspectionEvent {
  @Field(() => ID, { description: "The inspection and its `seq`." })
  id: string;

  @Field(() => Int, { description: "1, 2, 3 … within the inspection, without gaps." })
  seq: number;

  @Field(() => String, {
    description:
      "What happened: INSPECTION_OPENED, _TAKEN, _ASSIGNED, _OBSERVED, _COMPLAINT_JOINED, _PROVIDER_TOLD, _ANSWERED, _UNANSWERED, _CASE_OPENED or _CLOSED. New types may be added.",
  })
  type: string;

  @Field(() => DateTime, { description: "When it happened." })
  at: number;

  @Field(() => String, {
    description: "In which role it was done: INSPECTOR, MODERATOR, PROVIDER_OWNER, PROVIDER_STAFF or SYSTEM.",
  })
  actorRole: string;

  @Field(() => String, { description: "The particulars, a JSON object of names to texts, numbers or nulls." })
  data: string;

  @Field(() => String, { description: "SHA-256 that chains it to the event before, hex." })
  hash: string;
}

export const toInspectionEvent = ({
  streamId,
  seq,
  type,
  at,
  actorRole,
  data,
  hash,
}: LoggedEvent): InspectionEvent => ({
  id: `${streamId}/${seq}`,
  seq,
  type,
  at,
  actorRole,
  hash,
  data: JSON.stringify(data),
});
