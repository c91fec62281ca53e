import type { Tx } from "../../platform/database/tx";
import type { Events, ActorRole } from "../../platform/database/event";
import { isModerator, type Actor } from "../../accounts/actor/actor";
import type { InspectionEvents } from "./inspection-events";
import type { Inspection } from "./inspection.entity";

/** The topic of all events of inspections. */
export const INSPECTIONS_TOPIC = "inspections";

/** The role in which someone acts in inspections; the system when there is no actor. */
export const inspectingRole = (actor: Actor | null): ActorRole =>
  actor === null ? "SYSTEM" : isModerator(actor) ? "MODERATOR" : "INSPECTOR";

/** Records one event in an inspection's own history. */
export function recordInspectionEvent<T extends keyof InspectionEvents>(
  tx: Tx,
  inspection: Inspection,
  actor: Actor | null,
  type: T,
  data: Events[T],
  actorRole = inspectingRole(actor),
): void {
  tx.record(inspection, {
    type,
    actorId: actor?.accountId ?? null,
    actorRole,
    topics: [`inspection:${inspection.id}`],
    lasting: [INSPECTIONS_TOPIC],
    audience: "STAFF",
    data: { providerId: inspection.providerId, ...data },
  });
}
