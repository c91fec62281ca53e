import type { Database } from "../../platform/database/database";
import { join, raw, sql, type Sql } from "../../platform/database/sql";
import { sweepDue, type Swept } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { Provider } from "../../market/providers/provider.entity";
import { isIdOf } from "../../platform/ids";
import { Fine } from "./fine.entity";
import { collectFine } from "./collect-fine";
import { PAID_FREEZE } from "./paid-freeze.queries";
import { Penalty } from "./penalty.entity";
import { statusAt } from "../measures/penalty-schedule.pure";
import { reconcile } from "./reconcile";
import { recordPenalties } from "./record-penalties";

interface Due {
  id: string;
  provider_id: string;
}

/**
 * Records the start and end of penalties whose dates have passed, and the platform's lateness in approving them, ends freezes whose
 * provider owes nothing any more, and collects due fines, each once and in its own transaction,
 * whichever node gets there first. Restrictions do not wait for it: they follow the dates. Returns how many were processed.
 */
export function sweepPenalties({ database, clock, log }: Swept): Promise<number> {
  return sweepDue<Due>(database, log, {
    find: (limit) => findDue(database, clock.now(), limit),
    act: (tx, { id, provider_id: providerId }) => (isIdOf(Fine, id) ? collect : tell)(tx, id, providerId),
    key: ({ id }) => id,
    what: "a due penalty could not be told, or a due fine not collected",
  });
}

/** Each subquery uses its own index; one combined condition would use none. */
function findDue(database: Database, now: number, limit: number): Promise<Due[]> {
  const arm = (table: Sql, status: string, date: Sql, and = sql``): Sql =>
    sql`SELECT * FROM (SELECT id, provider_id FROM ${table} t WHERE status = ${status} AND ${date} <= ${now}${and} ORDER BY ${date} LIMIT ${limit}) ${date}`;
  const arms = [
    arm(sql`penalty`, "SCHEDULED", sql`starts_at`),
    arm(sql`penalty`, "ACTIVE", sql`ends_at`),
    arm(sql`penalty`, "AWAITING_APPROVAL", sql`approval_due_at`, sql` AND approval_late_at IS NULL`),
    // A stayed fine is not collected.
    arm(
      sql`fine`,
      "DUE",
      sql`due_at`,
      sql` AND EXISTS (SELECT 1 FROM penalty p WHERE p.id = t.penalty_id AND p.status = 'ACTIVE')`,
    ),
    sql`SELECT * FROM (SELECT id, provider_id FROM penalty t WHERE ${raw(PAID_FREEZE)} LIMIT ${limit}) paid`,
  ];
  return database.query<Due>(join(arms, " UNION "));
}

/** The row is read again under the provider's lock: another node may have recorded it, or an appeal may have reversed it. */
async function tell(tx: Tx, id: string, providerId: string): Promise<boolean> {
  const provider = await tx.lock(Provider, providerId);
  const penalty = await tx.byId(Penalty, id);
  if (!provider || !penalty) return false;
  const before = penalty.status;
  if (before === "AWAITING_APPROVAL") return tellLate(tx, provider, penalty);
  const after = statusAt(penalty, tx.now);
  if (after === before) return before === "ACTIVE" && penalty.cause === "UNREMEDIED" && endFreeze(tx, provider, id);
  // After a long outage both the start and the end may have passed: both are recorded.
  if (before === "SCHEDULED") await recordPenalties(tx, provider, null, "PENALTY_STARTED", [penalty]);
  if (after === "EXPIRED") await recordPenalties(tx, provider, null, "PENALTY_ENDED", [penalty]);
  tx.change(penalty, { status: after });
  // A penalty that starts may supersede a running one.
  if (before === "SCHEDULED") await reconcile(tx, provider);
  return true;
}

/** What was owed was perhaps performed, waived or withdrawn, by commands on cases that know nothing of freezes: nothing may be owed now. */
async function endFreeze(tx: Tx, provider: Provider, id: string): Promise<boolean> {
  await reconcile(tx, provider);
  return (await tx.byId(Penalty, id))?.status === "EXPIRED";
}

/** Once; it decides nothing, and the pause of orders goes on. */
async function tellLate(tx: Tx, provider: Provider, penalty: Penalty): Promise<boolean> {
  const { approvalDueAt, approvalLateAt } = penalty;
  if (approvalDueAt === null || approvalDueAt > tx.now || approvalLateAt !== null) return false;
  tx.change(penalty, { approvalLateAt: tx.now });
  await recordPenalties(tx, provider, null, "PENALTY_APPROVAL_LATE", [penalty]);
  return true;
}

async function collect(tx: Tx, id: string, providerId: string): Promise<boolean> {
  const provider = await tx.lock(Provider, providerId);
  const fine = await tx.byId(Fine, id);
  return provider !== null && fine !== null && collectFine(tx, provider, fine);
}
