import { LoggedEvent } from "../../platform/database/event.entity";
import type { Context } from "../../platform/graphql/context";
import { type InspectionEvent, toInspectionEvent } from "./inspection-event.types";

export async function timelineOf(
  ctx: Context,
  inspectionId: string,
  afterSeq: number,
  first: number,
): Promise<InspectionEvent[]> {
  const mapper = ctx.db.mapper(LoggedEvent);
  const rows = await ctx.db.query(
    `SELECT ${mapper.select("t")} FROM event_log t WHERE t.stream_id = ? AND t.seq > ? ORDER BY t.seq LIMIT ${first}`,
    [inspectionId, afterSeq],
  );
  return rows.map((row) => toInspectionEvent(mapper.hydrate(row)));
}
