import type { Database } from "../../platform/database/database";
import { raw, sql } from "../../platform/database/sql";
import type { SweptServices } from "../../platform/graphql/context";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { sessionsFor } from "./sessions";

/** Deletes data about sign-ins when its retention time is over, even for people who never return. */
export async function sweepSessions(services: SweptServices): Promise<void> {
  const { database, clock, log } = services;
  await sessionsFor(services).failures.sweep(database, log);
  const now = clock.now();
  const rules = await HouseRules.inForce(database, now);
  await remove(database, "refresh_token", "expires_at", now);
  await remove(database, "account_session", "expires_at", now - rules.number("session.history", "days") * DAY);
  await remove(database, "known_device", "last_used_at", now - rules.number("device.kept", "days") * DAY);
}

/** Reads first: on SQLite even an empty deletion holds up other writers. */
async function remove(database: Database, table: string, column: string, before: number): Promise<void> {
  const old = await database.query(sql`SELECT id FROM ${raw(table)} WHERE ${raw(column)} <= ${before} LIMIT 1`);
  if (old.length > 0)
    await database.transact(async (tx) => tx.execute(sql`DELETE FROM ${raw(table)} WHERE ${raw(column)} <= ${before}`));
}
