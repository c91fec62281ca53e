import type { AdjustableClock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { MovedClock } from "./moved-clock.entity";

/** Time does not run backwards: the clock is at least as far ahead as it was moved before a restart. */
export async function resumeClock(database: Database, clock: AdjustableClock): Promise<void> {
  const moved = await database.findOne(MovedClock, { id: "clock" });
  if (moved && moved.ahead > clock.isAheadBy) clock.advance(moved.ahead - clock.isAheadBy);
}
