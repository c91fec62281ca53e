import { seedRules } from "../../../src/adjudication/rules/seed-rules";
import { PROJECTIONS } from "../../../src/app/districts";
import type { Database } from "../../../src/platform/database/database";
import type { Tx } from "../../../src/platform/database/tx";
import { termsOf } from "../../../src/platform/database/text-terms.pure";
import { DAY } from "../../../src/platform/time";
import { idOf, random } from "./expressions";
import { fillings, placesOfWords, sizesOf, TITLE, WORDS, type CitedRule, type Filling, type Sizes } from "./fillings";

const STAFF = ["MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "FINANCE", "TRAINER", "AUDITOR", "ADMIN"] as const;
/** Who reads the lists: one account of each role, and the consumer and the owner with the most cases. */
export type ReaderRole = (typeof STAFF)[number] | "CONSUMER" | "OWNER";
const READERS: readonly ReaderRole[] = [...STAFF, "CONSUMER", "OWNER"];

const numbered = (prefix: string, number: number): string => `${prefix}_01h${String(number).padStart(23, "0")}`;
const sessionOf = (role: ReaderRole): string => numbered("fam", 1 + READERS.indexOf(role));

export const readerOf = (cases: number, role: ReaderRole): { id: string; session: string } => {
  const { consumers, providers } = sizesOf(cases);
  const special = { CONSUMER: 1, OWNER: consumers + 1 } as Partial<Record<ReaderRole, number>>;
  const number = special[role] ?? consumers + providers + 1 + READERS.indexOf(role);
  return { id: numbered("acc", number), session: sessionOf(role) };
};

/** The rows that lists are about: of each kind the one with the most. */
export const BUSIEST = {
  provider: numbered("prv", 1),
  consumer: numbered("acc", 1),
  complaint: numbered("cmp", 4),
  order: numbered("ord", 4),
  listing: numbered("lst", 1),
  promise: numbered("prm", 1),
  course: numbered("crs", 1),
  draft: numbered("rdr", 1),
  replay: numbered("rpl", 1),
  inspection: numbered("isp", 1),
  moderator: numbered("acc", 2),
  client: numbered("apc", 2),
  endpoint: numbered("whe", 1),
};

/** Fills an empty, migrated database with a market of `cases` cases, the same each time, all that is derived from its log included. */
export async function growMarket(database: Database, cases: number, now: number): Promise<void> {
  const sizes = sizesOf(cases);
  await database.transact(seedRules);
  const rules = await database.query<CitedRule & { id: string }>("SELECT id, code FROM rule_version ORDER BY id");
  // What refers to what is known; the rows come in any order.
  if (database.isSqlite) await database.migrationSource.query("PRAGMA foreign_keys = OFF");
  const indexes = await takeIndexes(database);
  await addWords(database);
  for (const filling of fillings(sizes, now, rules)) await fill(database, filling);
  await addTerms(database, "complaint.title", "cmp", TITLE.complaint, cases);
  await addTerms(database, "service_order.title", "ord", TITLE.order, cases);
  await addTerms(database, "provider.legal_name", "prv", TITLE.provider, sizes.providers);
  await addTerms(database, "account.display_name", "acc", TITLE.account, sizes.consumers + sizes.providers);
  await fill(database, LOGINS(sizes));
  await addPostings(database, sizes);
  for (const index of indexes) await database.migrationSource.query(index);
  await database.transact(async (tx) => {
    addReaders(tx, cases, now);
    // Of the remedies being enforced, a few are waited for.
    for (const [column, digit] of [
      ["defaulted_at", "4"],
      ["check_since", "8"],
    ] as const)
      tx.execute(
        `UPDATE remedy SET confirmed_at = NULL, ${column} = due_at WHERE SUBSTR(id, -1) = '${digit}'
         AND complaint_id IN (SELECT id FROM complaint WHERE status = 'ENFORCING')`,
      );
    tx.execute("DROP TABLE growth_word");
    tx.execute("DROP TABLE growth_term");
    tx.execute("UPDATE feed_counter SET position = ? WHERE id = 1", [sizes.events]);
    tx.execute("UPDATE register_head SET number = ?", [sizes.entries]);
    tx.execute("DELETE FROM projection_place");
    for (const { name } of PROJECTIONS)
      tx.execute("INSERT INTO projection_place (id, position) VALUES (?, ?)", [name, sizes.events]);
  });
  if (database.isSqlite) return void (await database.migrationSource.query("PRAGMA foreign_keys = ON"));
  // MariaDB would do it in its own time; SQLite knows no more in production either.
  const tables = [...new Set(fillings(sizes, now, rules).map(({ table }) => table)), "search_posting", "text_term"];
  await database.query(`ANALYZE TABLE ${tables.join(", ")}`);
}

/**
 * SQLite's indexes are made of all rows at the end: kept up to date row by row, in no order, those of a large file are read from the disk
 * again and again. Returns the statements that make them.
 */
async function takeIndexes({ isSqlite, migrationSource }: Database): Promise<string[]> {
  if (!isSqlite) return [];
  await migrationSource.query("PRAGMA cache_size = -1000000");
  const indexes = await migrationSource.query<{ name: string; sql: string }[]>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
  );
  for (const { name } of indexes) await migrationSource.query(`DROP INDEX "${name}"`);
  return indexes.map(({ sql }) => sql);
}

const AT_ONCE = 5_000;

/** Numbers from `from` to `to`, as the table n. */
const numbers = (from: number, to: number): string =>
  `(WITH RECURSIVE n (i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to}) SELECT i FROM n) n`;

async function fill(database: Database, { table, rows, columns }: Filling): Promise<void> {
  const given = { ...(await defaultsOf(database, table)), ...columns };
  const [names, values] = [Object.keys(given).join(", "), Object.values(given).join(", ")];
  await inParts(database, rows, (part) => `INSERT INTO ${table} (${names}) SELECT ${values} FROM ${part}`);
}

async function inParts(database: Database, rows: number, statement: (part: string) => string): Promise<void> {
  for (let from = 1; from <= rows; from += AT_ONCE)
    await database.transact(async (tx) => {
      if (!database.isSqlite)
        tx.execute(
          "SET SESSION foreign_key_checks = 0, SESSION max_recursive_iterations = 100000, SESSION max_statement_time = 0",
        );
      tx.execute(statement(numbers(from, Math.min(rows, from + AT_ONCE - 1))));
    });
}

/** What a column has that no filling says. Longer texts are valid JSON as well. */
async function defaultsOf(database: Database, table: string): Promise<Record<string, string>> {
  const columns = database.isSqlite
    ? await database.query<{ name: string; type: string; notnull: number; dflt_value: string | null }>(
        `PRAGMA table_info(${table})`,
      )
    : (
        await database.query<{ Field: string; Type: string; Null: string; Default: string | null }>(
          `SHOW COLUMNS FROM ${table}`,
        )
      ).map(({ Field: name, Type: type, Null, Default: dflt_value }) => ({
        name,
        type,
        notnull: Null === "NO" ? 1 : 0,
        dflt_value,
      }));
  return Object.fromEntries(
    columns
      .filter(({ notnull, dflt_value }) => notnull === 1 && dflt_value === null)
      .map(({ name, type }) => [name, /int/i.test(type) ? "0" : /text/i.test(type) ? "'{}'" : "''"]),
  );
}

async function addWords(database: Database): Promise<void> {
  await database.transact(async (tx) => {
    tx.execute("CREATE TABLE growth_word (place INTEGER PRIMARY KEY, word VARCHAR(40) NOT NULL)");
    tx.execute(
      "CREATE TABLE growth_term (place INTEGER NOT NULL, term VARCHAR(40) NOT NULL, PRIMARY KEY (place, term))",
    );
    for (const [place, word] of WORDS.entries()) {
      tx.execute("INSERT INTO growth_word (place, word) VALUES (?, ?)", [place, word]);
      for (const term of new Set(termsOf(word, true)))
        tx.execute("INSERT INTO growth_term (place, term) VALUES (?, ?)", [place, term]);
    }
  });
}

/** The words of the titles that were filled in with this `salt`. */
const addTerms = (database: Database, field: string, prefix: string, salt: number, rows: number): Promise<void> =>
  inParts(
    database,
    rows,
    (part) =>
      `INSERT INTO text_term (field, term, subject_id) SELECT DISTINCT '${field}', t.term, ${idOf(prefix, "n.i")}
       FROM ${part} JOIN growth_term t ON t.place IN (${placesOfWords(salt).join(", ")})`,
  );

const LOGINS = ({ consumers, providers }: Sizes): Filling => ({
  table: "text_term",
  rows: consumers + providers,
  columns: { field: "'account.login'", term: "CONCAT('user', n.i)", subject_id: idOf("acc", "n.i") },
});

/** Every word is a term of both corpora, in one document in `2 + place`. */
async function addPostings(database: Database, { listings, providers }: Sizes): Promise<void> {
  const terms = [...new Set(WORDS.flatMap((word) => termsOf(word, true)))];
  await database.transact(async (tx) => {
    for (const [corpus, more] of [
      ["LISTING", 1],
      ["PROVIDER", 1_001],
    ] as const)
      for (const [place, term] of terms.entries())
        tx.execute("INSERT INTO search_term (id, corpus, term, documents) VALUES (?, ?, ?, ?)", [
          place + more,
          corpus,
          term,
          Math.ceil((corpus === "LISTING" ? listings : providers) / (2 + place)),
        ]);
    tx.execute("DELETE FROM search_index");
    tx.execute(
      "INSERT INTO search_index (id, listings, providers, last_document, last_term) VALUES ('search', ?, ?, ?, 2000)",
      [listings, providers, listings + providers],
    );
  });
  await inParts(
    database,
    listings + providers,
    (part) =>
      `INSERT INTO search_posting (document_number, term_id, weight)
       SELECT n.i, t.id, 1 + ${random(130, 900)} FROM ${part} JOIN search_term t
       ON t.corpus = CASE WHEN n.i <= ${listings} THEN 'LISTING' ELSE 'PROVIDER' END AND (n.i * 31 + t.id * 17) % (2 + (t.id - 1) % 1000) = 0`,
  );
}

function addReaders(tx: Tx, cases: number, now: number): void {
  for (const role of READERS) {
    const { id, session } = readerOf(cases, role);
    if ((STAFF as readonly string[]).includes(role))
      tx.execute(
        "INSERT INTO account (id, login, display_name, roles, locale, status, token_version, created_at, event_seq, event_hash) VALUES (?, ?, ?, ?, 'en', 'ACTIVE', 1, ?, 0, '')",
        [id, `reader-${role}`, role, JSON.stringify([role]), now - DAY],
      );
    tx.execute(
      "INSERT INTO account_session (id, account_id, started_at, last_used_at, expires_at) VALUES (?, ?, ?, ?, ?)",
      [session, id, now, now, now + 365 * DAY],
    );
  }
}
