import type { Database } from "../../platform/database/database";
import { isGalera } from "../../platform/database/engine";
import { sql } from "../../platform/database/sql";
import { ok, problem, warning, type Finding } from "./finding.pure";

/** With two a server that loses sight of the other does not know which of them is the cluster. */
const LEAST_SERVERS = 3;
/** Asked at once, so that each has a connection of its own: two follow one another at the router, whatever else connects meanwhile. */
export const CONNECTIONS = 3;

interface Server {
  name: string;
  autoinc: number;
  format: string;
}

/** What a Galera cluster needs; nothing where the database is none. */
export async function examineGalera(database: Database): Promise<Finding[]> {
  if (!(await isGalera(database.migrationSource))) return [];
  const servers = await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      database.query<Server>(
        sql`SELECT @@wsrep_node_name AS name, @@innodb_autoinc_lock_mode AS autoinc, @@binlog_format AS format`,
      ),
    ),
  );
  const [server] = servers.flat();
  if (!server) return [];
  const size = await statusOf(database, "wsrep_cluster_size");
  const found: Finding[] = [
    size < LEAST_SERVERS
      ? warning(
          "Galera",
          `the cluster has ${size} of at least ${LEAST_SERVERS} servers: the next that fails may stop it`,
        )
      : ok("Galera", `a cluster of ${size} servers; ${server.name} is written to`),
  ];
  const names = [...new Set(servers.flat().map(({ name }) => name))].sort();
  if (names.length > 1)
    found.push(
      problem(
        "DATABASE_URL",
        `leads to ${names.join(" and ")} at once: let the router have one server that is written to (deploy/haproxy.cfg)`,
      ),
    );
  if (server.autoinc !== 2) found.push(problem("innodb_autoinc_lock_mode", `is ${server.autoinc}: a cluster needs 2`));
  if (server.format !== "ROW") found.push(problem("binlog_format", `is ${server.format}: a cluster needs ROW`));
  for (const { name, why } of await unfitTables(database))
    found.push(problem(name, `is not replicated safely: ${why}`));
  return found;
}

async function statusOf(database: Database, name: string): Promise<number> {
  const [row] = await database.query<{ value: string }>(
    sql`SELECT VARIABLE_VALUE AS value FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = ${name}`,
  );
  return Number(row?.value ?? 0);
}

function unfitTables(database: Database): Promise<{ name: string; why: string }[]> {
  return database.query(
    sql`SELECT t.TABLE_NAME AS name, IF(t.ENGINE = 'InnoDB', 'it has no primary key', CONCAT('it is kept by ', t.ENGINE)) AS why
      FROM information_schema.TABLES t
      LEFT JOIN information_schema.TABLE_CONSTRAINTS c
        ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME AND c.CONSTRAINT_TYPE = 'PRIMARY KEY'
      WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' AND (t.ENGINE <> 'InnoDB' OR c.CONSTRAINT_NAME IS NULL)
      ORDER BY t.TABLE_NAME`,
  );
}
