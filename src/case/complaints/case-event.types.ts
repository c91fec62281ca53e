import { Field, ID, Int, ObjectType } from "type-graphql";
import type { ActorRole } from "../../accounts/actor/actor-role.types";
import type { EventType } from "../../platform/database/event";
import type { LoggedEvent } from "../../platform/database/event.entity";
import { clientIn, Event } from "../../accounts/account/event.types";
import type { ShownEvent } from "../../platform/graphql/event-page";
import { jsonOf } from "../../platform/graphql/event-catalogue";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({
  implements: Event,
  simpleResolvers: true,
  description:
    "One event of a case's history: its timeline, its audit trail and the source of every live update. Never changed; each event carries the hash of the one before.",
})
export class CaseEvent extends Event {
  @Reads<LoggedEvent>("streamId", "seq")
  @Field(() => ID, { description: "The case and its `seq`." })
  override id: string;

  @Field(() => Int, {
    description: "1, 2, 3 … within the case, without gaps (a viewer may see a gap where an event is not for them).",
  })
  override seq: number;

  @Reads<LoggedEvent>("data")
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
  constructor(
    private readonly event: ShownEvent,
    private readonly currency: string,
  ) {}

  get id(): string {
    return `${this.event.streamId}/${this.event.seq}`;
  }

  get seq(): number {
    return this.event.seq;
  }

  get type(): EventType {
    return this.event.type;
  }

  get at(): number {
    return this.event.at;
  }

  get actorRole(): ActorRole {
    return this.event.actorRole;
  }

  get hash(): string {
    return this.event.hash;
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
