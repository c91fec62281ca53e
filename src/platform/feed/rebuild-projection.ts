import type { Logger } from "pino";
import type { Database } from "../database/database";
import { UnderWay } from "../scheduling/under-way";
import { Leaders } from "../leaders/leaders";
import { Projector, projectionLead, type Projection } from "./projection";
import { sql } from "../database/sql";
import { ProjectionPlace } from "./projection-place.entity";
import { Tail } from "./tail";

const LOOK_EVERY_MS = 200;

/**
 * Empties what a projection has derived and derives it again from the log's beginning. Servers may run: until it has ended this process
 * leads the projection, then one of them does again. Returns how many events of the log are left: 0, unless it stands still.
 */
export async function rebuildProjection(
  database: Database,
  projection: Projection & Required<Pick<Projection, "empty">>,
  log: Logger,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  const leaders = await Leaders.seize(database, [projectionLead(projection)], log);
  try {
    return await again(database, projection, leaders, log, progress);
  } finally {
    await leaders.stop();
  }
}

async function again(
  database: Database,
  projection: Projection & Required<Pick<Projection, "empty">>,
  leaders: Leaders,
  log: Logger,
  progress: (done: number, total: number) => void,
): Promise<number> {
  await database.transact(async (tx) => {
    const place = await tx.lock(ProjectionPlace, projection.name);
    await projection.empty(tx);
    tx.executeUnseen(sql`DELETE FROM skipped_event WHERE projection = ${projection.name}`);
    if (place) tx.change(place, { position: 0 });
  });
  const tail = await Tail.start(database, log);
  const projector = await Projector.start(database, tail, [projection], log, new UnderWay(), leaders);
  const lag = (): number => projector.lags[projection.name] ?? 0;
  const looking = setInterval(() => progress(tail.position - lag(), tail.position), LOOK_EVERY_MS);
  try {
    await projector.catchUp();
    return lag();
  } finally {
    clearInterval(looking);
    await projector.stop();
    await tail.stop();
  }
}
