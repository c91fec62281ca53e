/** The database has not (all of) the tables that this version works with. */
export class SchemaBehind extends Error {}

/** A newer version has migrated the database. */
export class SchemaAhead extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(`the database has migrations that this version does not know: ${unknown.join(", ")}`);
  }
}

/** A table that is in a database of MySQL or MariaDB while a backup is being restored into it. */
export const RESTORE_UNDER_WAY = "restore_under_way";

/** A backup was, or still is, being restored into the database: only some of it is there. */
export class RestoreUnfinished extends Error {}
