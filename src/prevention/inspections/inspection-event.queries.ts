import { eventsAfter } from "../../platform/database/events-after";
import type { Context } from "../../platform/graphql/context";
import { type InspectionEvent, toInspectionEvent } from "./inspection-event.types";

export async function timelineOf(
  ctx: Context,
  inspectionId: string,
  afterSeq: number,
  first: number,
): Promise<InspectionEvent[]> {
  return (await eventsAfter(ctx.db, inspectionId, afterSeq, first)).map(toInspectionEvent);
}
