import type { AdjustableClock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { MovedClock } from "./moved-clock.entity";

/** Notes how far the clock was moved, for the next start. */
export async function keepClock(database: Database, { isAheadBy: ahead }: AdjustableClock): Promise<void> {
  await database.transact(async (tx) => {
    const moved = await tx.lock(MovedClock, "clock");
    if (moved) tx.change(moved, { ahead });
    else tx.insert(MovedClock, { id: "clock", ahead });
  });
}
