import type { Context } from "../../platform/graphql/context";
import { LoggedEvent } from "../../platform/database/event.entity";
import type { Complaint } from "./complaint.entity";
import { type CaseEvent, toCaseEvent } from "./case-event.types";
import { maySeeEvent } from "./case-event.policy";

export async function timeline(
  ctx: Context,
  complaint: Complaint,
  afterSeq: number,
  first: number,
): Promise<CaseEvent[]> {
  const mapper = ctx.db.mapper(LoggedEvent);
  const rows = await ctx.db.query(
    `SELECT ${mapper.select("t")} FROM event_log t WHERE t.stream_id = ? AND t.seq > ? ORDER BY t.seq LIMIT ${first}`,
    [complaint.id, afterSeq],
  );
  return rows
    .map((row) => mapper.hydrate(row))
    .filter((event) => maySeeEvent(ctx, complaint, event))
    .map(toCaseEvent);
}
