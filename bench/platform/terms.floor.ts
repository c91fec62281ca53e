import type { PoolConnection } from "mysql2/promise";
import { termsOf } from "../../src/platform/database/text-terms.pure";

/** The words by which a row is found; how a text falls into words is shared code. */
export async function writeTerms(
  connection: PoolConnection,
  field: string,
  subjectId: string,
  text: string,
): Promise<void> {
  const terms = [...new Set(termsOf(text, true))];
  await connection.execute(
    `INSERT INTO text_term (field, term, subject_id) VALUES ${terms.map(() => "(?, ?, ?)").join(", ")}`,
    terms.flatMap((term) => [field, term, subjectId]),
  );
}
