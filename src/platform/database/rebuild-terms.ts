import type { Database } from "./database";
import { RowMapper } from "./row-mapper";
import { fieldOf, replaceTerms, searchedTexts } from "./searched";
import { raw, sql } from "./sql";

const TOGETHER = 50;

/** Keeps the words of every searched text anew, and forgets those of rows that are gone. Returns how many rows have some. */
export async function rebuildTerms(
  database: Database,
  progress: (what: string, done: number, total: number) => void,
): Promise<number> {
  let rows = 0;
  for (const { entity, properties } of searchedTexts()) {
    const { table } = RowMapper.of(entity);
    const [count] = await database.query<{ found: number }>(sql`SELECT COUNT(*) AS found FROM ${raw(table)}`);
    let done = 0;
    for (let last = ""; ;) {
      const page = await database.query<{ id: string }>(
        sql`SELECT id FROM ${raw(table)} WHERE id > ${last} ORDER BY id LIMIT ${TOGETHER}`,
      );
      await database.transact(async (tx) => {
        for (const { id } of page) {
          const row = await tx.lock(entity, id);
          const texts = row && Object.fromEntries(Object.entries(row).filter(([name]) => properties.includes(name)));
          if (texts) for (const statement of replaceTerms(entity, id, texts)) tx.execute(statement);
        }
      });
      progress(`rows of ${table}`, (done += page.length), count?.found ?? 0);
      last = page.at(-1)?.id ?? last;
      if (page.length < TOGETHER) break;
    }
    rows += done;
    await database.transact(async (tx) => {
      for (const property of properties)
        tx.execute(
          sql`DELETE FROM text_term WHERE field = ${fieldOf(entity, property as never)} AND NOT EXISTS (SELECT 1 FROM ${raw(table)} r WHERE r.id = text_term.subject_id)`,
        );
    });
  }
  return rows;
}
