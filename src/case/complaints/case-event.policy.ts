import type { Context } from "../../platform/graphql/context";
import type { HeardEvent } from "../../platform/database/event.entity";
import type { Complaint } from "./complaint.entity";
import { maySeeAudience, readerOf, type Audience } from "./complaint.policy";

/** May this viewer see this event of this case? Checked for every live delivery; a case's timeline asks for the same audiences. */
export const maySeeEvent = (ctx: Pick<Context, "actor">, complaint: Complaint, event: HeardEvent): boolean =>
  maySeeAudience(event.audience as Audience, readerOf(ctx.actor, complaint));
