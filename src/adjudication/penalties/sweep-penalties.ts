import type { Database } from "../../platform/database/database";
import { sweepDue, type Swept } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { Provider } from "../../market/providers/provider.entity";
import { isIdOf } from "../../platform/ids";
import { Fine } from "./fine.entity";
import { collectFine } from "./fines";
import { Penalty } from "./penalty.entity";
import { statusAt } from "../measures/penalty-schedule.pure";
import { reconcile } from "./reconcile";
import { recordPenalties } from "./record-penalties";

interface Due {
  id: string;
  provider_id: string;
}

/**
 * Tells of penalties whose time has come or passed, and collects fines that are due, each in a transaction of its own and once,
 * whichever node gets there first. What a penalty restricts does not wait for it: that goes by the dates. Answers how many.
 */
export function sweepPenalties({ database, clock, log }: Swept): Promise<number> {
  return sweepDue<Due>(database, log, {
    find: (limit) => findDue(database, clock.now(), limit),
    act: (tx, { id, provider_id: providerId }) => (isIdOf(Fine, id) ? collect : tell)(tx, id, providerId),
    key: ({ id }) => id,
    what: "a due penalty could not be told, or a due fine not collected",
  });
}

/** Each arm walks its own index; together they would walk none. */
function findDue(database: Database, now: number, limit: number): Promise<Due[]> {
  const arm = (table: string, status: string, date: string, and = ""): string =>
    `SELECT * FROM (SELECT id, provider_id FROM ${table} t WHERE status = '${status}' AND ${date} <= ?${and} ORDER BY ${date} LIMIT ${limit}) ${date}`;
  const arms = [
    arm("penalty", "SCHEDULED", "starts_at"),
    arm("penalty", "ACTIVE", "ends_at"),
    // One that is stayed is not collected.
    arm(
      "fine",
      "DUE",
      "due_at",
      " AND EXISTS (SELECT 1 FROM penalty p WHERE p.id = t.penalty_id AND p.status = 'ACTIVE')",
    ),
  ];
  return database.query<Due>(
    arms.join(" UNION "),
    arms.map(() => now),
  );
}

/** Under the provider's lock the row is read again: another node may have told it meanwhile, or an appeal reversed it. */
async function tell(tx: Tx, id: string, providerId: string): Promise<boolean> {
  const provider = await tx.lock(Provider, providerId);
  const penalty = await tx.byId(Penalty, id);
  if (!provider || !penalty) return false;
  const before = penalty.status;
  const after = statusAt(penalty, tx.now);
  if (after === before) return false;
  // After a long outage both the beginning and the end may have gone by: both are told.
  if (before === "SCHEDULED") await recordPenalties(tx, provider, null, "PENALTY_STARTED", [penalty]);
  if (after === "EXPIRED") await recordPenalties(tx, provider, null, "PENALTY_ENDED", [penalty]);
  tx.change(penalty, { status: after });
  // What begins may take the place of what runs.
  if (before === "SCHEDULED") await reconcile(tx, provider);
  return true;
}

async function collect(tx: Tx, id: string, providerId: string): Promise<boolean> {
  const provider = await tx.lock(Provider, providerId);
  const fine = await tx.byId(Fine, id);
  return provider !== null && fine !== null && collectFine(tx, provider, fine);
}
