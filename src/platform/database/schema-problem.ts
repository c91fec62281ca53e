/** The database has not (all of) the tables that this version works with. */
export class SchemaBehind extends Error {}

/** A newer version has migrated the database. */
export class SchemaAhead extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(`the database has migrations that this version does not know: ${unknown.join(", ")}`);
  }
}
