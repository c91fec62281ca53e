import { Field, ID, ObjectType } from "type-graphql";
import type { EventType } from "../../platform/database/event";
import type { HeardEvent } from "../../platform/database/event.entity";
import type { Notice } from "../../platform/database/notice.entity";
import { Connection } from "../../platform/graphql/connection";
import { EVENT_TYPES } from "../../platform/graphql/event-catalogue";
import { DateTime } from "../../platform/graphql/scalars";

@ObjectType("Notice", {
  simpleResolvers: true,
  description:
    "An event that concerns the reader: in a case of theirs, of a provider they act for or one they work on, about that provider, or about roles and sign-ins that they are responsible for.",
})
export class InboxNotice {
  @Field(() => ID, { description: "Its id, `ntc_…`." })
  id: string;

  @Field(() => EVENT_TYPES, { description: "What happened, e.g. `OFFER_MADE`. New types may be added." })
  type: EventType;

  @Field(() => DateTime, { description: "When it happened." })
  at: number;

  @Field(() => Boolean, { description: "It came after what the reader has marked as read." })
  unread: boolean;

  event: HeardEvent;
  position: number;
  recipientId: string;
}

export const NoticeConnection = Connection(InboxNotice, "Notice");

export const toInboxNotice = (
  { id, position, recipientId }: Notice,
  event: HeardEvent,
  unread: boolean,
): InboxNotice => ({
  id,
  type: event.type,
  at: event.at,
  unread,
  event,
  position,
  recipientId,
});
