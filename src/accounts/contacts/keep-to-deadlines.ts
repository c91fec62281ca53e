import type { Database } from "../../platform/database/database";
import { ContactPoint } from "./contact-point.entity";

/** By a signed link, or by the mark of spam in a mail program: nobody has to sign in to be left in peace. */
export async function keepToDeadlines(database: Database, contactPointId: string): Promise<void> {
  await database.transact(async (tx) => {
    const point = await tx.lock(ContactPoint, contactPointId);
    if (point) tx.change(point, { frequency: "DEADLINES_ONLY" });
  });
}
