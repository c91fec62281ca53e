import type { Context } from "../../platform/graphql/context";
import { eventsAfter } from "../../platform/database/events-after";
import type { Complaint } from "./complaint.entity";
import { type CaseEvent, toCaseEvent } from "./case-event.types";
import { maySeeEvent } from "./case-event.policy";

export async function timeline(
  ctx: Context,
  complaint: Complaint,
  afterSeq: number,
  first: number,
): Promise<CaseEvent[]> {
  const events = await eventsAfter(ctx.db, complaint.id, afterSeq, first);
  return events.filter((event) => maySeeEvent(ctx, complaint, event)).map(toCaseEvent);
}
