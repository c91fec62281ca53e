import type { Tx } from "../../platform/database/tx";
import type { EventData } from "../../platform/database/event";
import { isModerator, type Actor } from "../../accounts/actor";
import type { Inspection } from "./inspection.entity";

/** Where everything that happens to any inspection is told. */
export const INSPECTIONS_TOPIC = "inspections";

type InspectionEventType =
  | "INSPECTION_OPENED"
  | "INSPECTION_TAKEN"
  | "INSPECTION_ASSIGNED"
  | "INSPECTION_OBSERVED"
  | "INSPECTION_COMPLAINT_JOINED"
  | "INSPECTION_CASE_OPENED"
  | "INSPECTION_CLOSED";

/** As what somebody acts in inspections; the system when nobody does. */
export const inspectingRole = (actor: Actor | null): string =>
  actor === null ? "SYSTEM" : isModerator(actor) ? "MODERATOR" : "INSPECTOR";

/** One fact of an inspection's own history. */
export function recordInspectionEvent(
  tx: Tx,
  inspection: Inspection,
  actor: Actor | null,
  type: InspectionEventType,
  data: EventData,
): void {
  tx.record(inspection, {
    type,
    actorId: actor?.accountId ?? null,
    actorRole: inspectingRole(actor),
    topics: [`inspection:${inspection.id}`, INSPECTIONS_TOPIC],
    audience: "STAFF",
    data: { providerId: inspection.providerId, ...data },
  });
}
