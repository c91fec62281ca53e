import type { Tx } from "../platform/database/tx";
import type { EventData } from "../platform/feed/event";
import { isModerator, type Actor } from "../platform/identity/actor";
import type { Inspection } from "./inspection.entity";

/** One fact of an inspection's own history. */
export function recordInspectionEvent(
  tx: Tx,
  inspection: Inspection,
  actor: Actor,
  type: "INSPECTION_OPENED" | "INSPECTION_CLOSED",
  data: EventData,
): void {
  tx.record(inspection, {
    type,
    actorId: actor.accountId,
    actorRole: isModerator(actor) ? "MODERATOR" : "INSPECTOR",
    topics: [`inspection:${inspection.id}`],
    audience: "STAFF",
    data: { providerId: inspection.providerId, ...data },
  });
}
