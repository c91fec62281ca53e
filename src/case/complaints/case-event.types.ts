import { Field, ID, Int, ObjectType } from "type-graphql";
import type { ActorRole } from "../../accounts/actor/actor-role.types";
import type { EventType } from "../../platform/database/event";
import { clientIn, Event } from "../../accounts/account/event.types";
import type { ShownEvent } from "../../platform/graphql/event-page";
import { jsonOf } from "../../platform/graphql/event-catalogue";

@ObjectType({
  implements: Event,
  simpleResolvers: true,
  description:
    "One event of a case's history: its timeline, its audit trail and the source of every live update. Never changed; each event carries the hash of the one before.",
})
export class CaseEvent extends Event {
  @Field(() => ID, { description: "The case and its `seq`." })
  override id: string;

  @Field(() => Int, {
    description: "1, 2, 3 … within the case, without gaps (a viewer may see a gap where an event is not for them).",
  })
  override seq: number;

  @Field(() => String, {
    description:
      "The particulars as they were recorded, a JSON object of names to texts, numbers or nulls: times are epoch milliseconds, yes is 1. Each is a leaf of the event's hash (`data.NAME`), as a dossier's `events.ndjson` has it; `data` has the same for reading.",
  })
  canonicalData: string;

  @Field(() => String, { description: "SHA-256 that chains it to the event before, hex." })
  override hash: string;
}

/** `currency`: the case's. */
export const toCaseEvent = (event: ShownEvent, currency: string): CaseEvent => new ToldEvent(event, currency);

/** What is not asked for is not made. */
class ToldEvent implements CaseEvent {
  readonly seq: number;
  readonly type: EventType;
  readonly at: number;
  readonly actorRole: ActorRole;
  readonly hash: string;

  constructor(
    private readonly event: ShownEvent,
    private readonly currency: string,
  ) {
    ({ seq: this.seq, type: this.type, at: this.at, actorRole: this.actorRole, hash: this.hash } = event);
  }

  get id(): string {
    return `${this.event.streamId}/${this.event.seq}`;
  }

  get clientId(): string | null {
    return clientIn(this.event);
  }

  get data(): CaseEvent["data"] {
    return jsonOf(this.event.type, this.event.data, this.currency);
  }

  get canonicalData(): string {
    return JSON.stringify(this.event.data);
  }
}
