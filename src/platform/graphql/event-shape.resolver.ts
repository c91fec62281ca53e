import { Arg, Extensions, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { EventType } from "../database/event";
import { cataloguedEvents, EVENT_HISTORIES, EVENT_TYPES, ParticularKind, shownOf } from "./event-catalogue";
import { Bilingual } from "./bilingual";
import { CATALOGUE } from "./cost";

@ObjectType({ simpleResolvers: true, description: "One name in the `data` of an event, and what its value is." })
export class EventParticular {
  @Field(() => String, { description: "The name in `data`." })
  name: string;

  @Field(() => ParticularKind, { description: "What the value is." })
  kind: ParticularKind;

  @Field(() => Boolean, {
    description: "Whether it may be null or absent: in some events of the type, or in older ones.",
  })
  nullable: boolean;

  @Field(() => [String], { description: "The words it may be, of the kind ENUM; empty for others." })
  values: readonly string[];
}

@ObjectType({ simpleResolvers: true, description: "What events of one type mean and carry." })
export class EventTypeShape {
  @Field(() => EVENT_TYPES, { description: "The type: `Event.type` and `Notice.type`." })
  type: EventType;

  @Field(() => EVENT_HISTORIES, { description: "Whose history it belongs to." })
  history: string;

  @Field(() => String, { description: "The part of the platform that records it, e.g. `case/negotiation`." })
  recordedBy: string;

  @Field(() => Bilingual, { description: "What happened, in a few words." })
  meaning: Bilingual;

  @Field(() => [EventParticular], {
    description: "What `data` of such an event may have. Names keep their meaning; more may be added.",
  })
  particulars: EventParticular[];
}

@Resolver()
export class EventShapeResolver {
  @Extensions(CATALOGUE)
  @Query(() => [EventTypeShape], {
    description: "Every type of event that the API shows, and what its `data` holds. For everyone.",
  })
  eventTypes(
    @Arg("types", () => [EVENT_TYPES], { nullable: true, description: "Only these; all when left out." })
    types: EventType[] | null,
    @Arg("history", () => EVENT_HISTORIES, { nullable: true, description: "Only those of such histories." })
    history: string | null,
  ): EventTypeShape[] {
    const wanted = types && new Set<string>(types);
    return cataloguedEvents()
      .filter(([type, shape]) => (!wanted || wanted.has(type)) && (!history || shape.history === history))
      .map(([type, shape]) => ({ ...shape, type: type as EventType, particulars: shownOf(shape) }));
  }
}
