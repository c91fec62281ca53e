import type { DataSource } from "typeorm";
import type { Database } from "../../platform/database/database";
import { createDataSource, isGalera, type DatabaseSettings } from "../../platform/database/engine";
import { sql } from "../../platform/database/sql";
import { ok, problem, warning, type Finding } from "./finding.pure";

const ABOUT = "DATABASE_READ_URL";
const PATIENCE_S = 5;

/** Whether operations will read from the replica. Without it all goes on, by the primary alone. */
export async function examineReplica(database: Database, settings: DatabaseSettings | null): Promise<Finding[]> {
  if (!settings) return [];
  const source = createDataSource({ ...settings, poolSize: 1 }, { migrations: [] });
  try {
    await source.initialize();
    return await look(database, source);
  } catch (error) {
    return [problem(ABOUT, `cannot be read: ${error instanceof Error ? error.message : String(error)}`)];
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}

async function look(database: Database, source: DataSource): Promise<Finding[]> {
  const [there] = await source.query<{ version: string; epoch: string; readOnly: number }[]>(
    "SELECT VERSION() AS version, epoch, @@read_only AS readOnly FROM feed_counter WHERE id = 1",
  );
  if (!there?.version.includes("MariaDB"))
    return [problem(ABOUT, `is ${there?.version ?? "empty"}: only MariaDB says how far it is by GTID`)];
  const [here] = await database.query<{ epoch: string; mark: string }>(
    sql`SELECT epoch, @@gtid_binlog_pos AS mark FROM feed_counter WHERE id = 1`,
  );
  if (here?.epoch !== there.epoch) return [problem(ABOUT, "is no replica of the database in DATABASE_URL")];
  if (await isGalera(source)) return [ok(ABOUT, "is of the cluster, and waits for what the cluster has committed")];
  if (here.mark === "")
    return [
      problem("log_bin", "is off, so that nobody can say how far a replica is: everything is read from the primary"),
    ];
  const asked = performance.now();
  const [reached] = await source.query<{ has: number }[]>(`SELECT MASTER_GTID_WAIT(?, ${PATIENCE_S}) = 0 AS has`, [
    here.mark,
  ]);
  const milliseconds = Math.round(performance.now() - asked);
  return [
    Number(reached?.has) === 1
      ? ok(ABOUT, `had all that was committed within ${milliseconds} ms`)
      : warning(ABOUT, `is more than ${PATIENCE_S} seconds late: everything is read from the primary meanwhile`),
    ...(there.readOnly
      ? []
      : [warning(ABOUT, "can be written to: set read_only=ON there, lest it differ from the primary")]),
  ];
}
