import { Field, ID, Int, InterfaceType } from "type-graphql";
import type { EventType } from "../../platform/database/event";
import type { LoggedEvent } from "../../platform/database/event.entity";
import { EVENT_TYPES, type Json } from "../../platform/graphql/event-catalogue";
import { Reads } from "../../platform/graphql/reads";
import { DateTime, JsonObject } from "../../platform/graphql/scalars";
import { ActorRole } from "../actor/actor-role.types";

@InterfaceType({ description: "One fact of a history. Never changed." })
export abstract class Event {
  @Field(() => ID, { description: "Unique and opaque." })
  id: string;

  @Field(() => Int, {
    nullable: true,
    description: "Its number in its history: 1, 2, 3 … Null where it would show outsiders how much else happened.",
  })
  seq: number | null;

  @Field(() => EVENT_TYPES, { description: "What happened. New types may be added." })
  type: EventType;

  @Field(() => DateTime, { description: "When it happened." })
  at: number;

  @Field(() => ActorRole, { description: "In which role it was done. New roles may be added." })
  actorRole: ActorRole;

  /** The API client that did it. */
  clientId: string | null;

  @Reads<LoggedEvent>("type", "data")
  @Field(() => JsonObject, {
    description: "The particulars: which names there are depends on `type`, and `Query.eventTypes` describes them.",
  })
  data: Readonly<Record<string, Json>>;

  @Field(() => String, {
    nullable: true,
    description: "SHA-256 that chains it to the event before, hex. Null where `seq` is.",
  })
  hash: string | null;
}

/** Of who did it, what an event type needs to show an API client under its name. */
export const clientIn = ({ actorId, actorRole }: { actorId: string | null; actorRole: ActorRole }): string | null =>
  actorRole === "INTEGRATION" ? actorId : null;
