import type { LoggedEvent } from "../../platform/database/event.entity";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { historyOf } from "../../platform/graphql/event-page";
import { Complaint } from "./complaint.entity";
import { type CaseEvent, toCaseEvent } from "./case-event.types";
import { maySeeEvent } from "./case-event.policy";

export const timeline = (ctx: Context, complaint: Complaint, args: PageArgs): Promise<Page<CaseEvent>> =>
  historyOf(ctx, complaint.id, args, (event) =>
    maySeeEvent(ctx, complaint, event) ? toCaseEvent(event, complaint.currency) : undefined,
  );

/** An event that the viewer may see. */
export async function readCaseEvent(ctx: Context, event: LoggedEvent): Promise<CaseEvent> {
  const complaint = await ctx.loaders.byId(Complaint, event.streamId);
  if (!complaint) throw new Error(`${event.streamId} has events and is no case`);
  return toCaseEvent(event, complaint.currency);
}
