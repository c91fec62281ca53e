import type { Database } from "../../src/platform/database/database";
import type { Tx } from "../../src/platform/database/tx";
import { Refusal } from "../../src/platform/refusal";

/** The next transaction that records such an event takes effect, and whoever waits for it hears that the connection broke. */
export function loseReplyTo(type: string, database: Database): void {
  const transact = database.transact.bind(database);
  database.transact = async (work) => {
    let last: Tx | null = null;
    const result = await transact((tx) => work((last = tx)));
    const { events } = (last as Tx | null)?.committed ?? { events: [] };
    if (!events.some((event) => event.type === type)) return result;
    database.transact = transact;
    throw new Refusal("UNAVAILABLE", { retryAfter: 1 });
  };
}
