import type { HeardEvent } from "../../platform/database/event.entity";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { list, sql } from "../../platform/database/sql";
import { eventPage } from "../../platform/graphql/event-page";
import { Complaint } from "./complaint.entity";
import { CaseEvent, toCaseEvent } from "./case-event.types";
import { audiencesOf, readerOf } from "./complaint.policy";

/** What the viewer may see is chosen by the database, so that pages are whole and counts tell nothing of the rest. */
export function timeline(ctx: Context, complaint: Complaint, args: PageArgs): Promise<Page<CaseEvent>> {
  const seen = audiencesOf(readerOf(ctx.actor, complaint));
  const where = sql`t.stream_id = ${complaint.id} AND t.audience IN (${list(seen)})`;
  return eventPage(ctx, args, { where, as: CaseEvent.name }, (event) => toCaseEvent(event, complaint.currency));
}

/** An event that the viewer may see. */
export async function readCaseEvent(ctx: Context, event: HeardEvent): Promise<CaseEvent> {
  const complaint = await ctx.loaders.byId(Complaint, event.streamId);
  if (!complaint) throw new Error(`${event.streamId} has events and is no case`);
  return toCaseEvent(event, complaint.currency);
}
