import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { historyOf } from "../../platform/graphql/event-page";
import type { Complaint } from "./complaint.entity";
import { type CaseEvent, toCaseEvent } from "./case-event.types";
import { maySeeEvent } from "./case-event.policy";

export const timeline = (ctx: Context, complaint: Complaint, args: PageArgs): Promise<Page<CaseEvent>> =>
  historyOf(ctx, complaint.id, args, (event) => (maySeeEvent(ctx, complaint, event) ? toCaseEvent(event) : undefined));
