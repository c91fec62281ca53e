import type { Database } from "./database";
import { openingProblem } from "./opening-problem.pure";

/** What servers do all the time, to no row: rights that are missing, and a database that takes no writes, show without any change. */
const WRITES = [
  "INSERT INTO migrations SELECT * FROM migrations WHERE 1 = 0",
  "UPDATE migrations SET name = name WHERE 1 = 0",
  "DELETE FROM migrations WHERE 1 = 0",
];

/** Why nothing, or not everything, can be written to a database server, in an operator's words; null: it can. */
export async function writingProblem(database: Database): Promise<string | null> {
  if (database.isSqlite) return null;
  for (const statement of WRITES)
    try {
      await database.query(statement);
    } catch (error) {
      return openingProblem(error) ?? String(error);
    }
  return null;
}
