import type { Logger } from "pino";
import type { Database } from "../database/database";
import { safeError } from "../telemetry/safe-error";
import { Leaders } from "../leaders/leaders";
import { UnderWay } from "../scheduling/under-way";
import { Projector, projectionLead, type Projection } from "./projection";
import { ProjectionPlace } from "./projection-place.entity";
import { SkippedEvent } from "./skipped-event.entity";
import { Tail } from "./tail";

/** Where a projection stands still after all, and how much is left for it. */
interface Standing {
  position: number;
  type: string;
  left: number;
}

/**
 * Has a projection pass over the event at which it stands still, after one more attempt; what it derives is wrong from then on, until it is
 * rebuilt. Servers may run. Returns whether that was needed, and where it stands still now.
 */
export async function skipEvent(
  database: Database,
  projection: Projection & Required<Pick<Projection, "empty">>,
  { position, reason }: { position: number; reason: string },
  log: Logger,
): Promise<{ skipped: boolean; standing: Standing | null }> {
  const { name } = projection;
  const leaders = await Leaders.seize(database, [projectionLead(projection)], log);
  const tail = await Tail.start(database, log);
  const projector = await Projector.start(database, tail, [projection], log, new UnderWay(), leaders);
  try {
    await projector.catchUp();
    const stuck = projector.stuckAt(name);
    const isHere = stuck?.event.position === position;
    if (isHere) {
      const { type } = stuck.event;
      const lead = leaders.of(projectionLead(projection)) ?? { database };
      await lead.database.transact(async (tx) => {
        const place = await tx.lock(ProjectionPlace, name);
        if (!place || place.position >= position) return;
        tx.change(place, { position });
        const error = safeError(stuck.error);
        const why = typeof error === "string" ? error : `${error.type}: ${error.message}`;
        tx.insert(SkippedEvent, { projection: name, position, type, error: why, reason, at: tx.now });
      });
      await projector.catchUp();
    }
    const standing = projector.stuckAt(name);
    const left = projector.lags[name] ?? 0;
    return {
      skipped: isHere,
      standing: standing && { position: standing.event.position, type: standing.event.type, left },
    };
  } finally {
    await projector.stop();
    await tail.stop();
    await leaders.stop();
  }
}
