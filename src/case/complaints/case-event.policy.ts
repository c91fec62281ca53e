import type { Context } from "../../platform/graphql/context";
import type { LoggedEvent } from "../../platform/database/event.entity";
import type { Complaint } from "./complaint.entity";
import { maySeeAudience, readerOf, type Audience } from "./complaint.policy";

/** May this viewer see this event of this case? Checked for the timeline and for every live delivery alike. */
export const maySeeEvent = (ctx: Pick<Context, "actor">, complaint: Complaint, event: LoggedEvent): boolean =>
  maySeeAudience(event.audience as Audience, readerOf(ctx.actor, complaint));
