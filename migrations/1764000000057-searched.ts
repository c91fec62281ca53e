import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { ascii, bigint, code, createTable, dropTable, instant, isMysql, line, table } from "./table";

const TABLES = [
  // Millions of small rows that are only read by key, so they are stored in its order (which SQLite must be told).
  table("text_term", [code("field"), line("term", 40), code("subject_id")], {
    primary: ["field", "term", "subject_id"],
    withoutRowid: true,
    index: [["subject_id", "field"]],
  }),
  table("event_topic", [ascii("topic", 60), bigint("position"), instant("recorded_at")], {
    primary: ["topic", "position"],
    withoutRowid: true,
    index: [["topic", "recorded_at"]],
  }),
];

const INDEXES = [
  { of: "account", columns: ["status", "id"] },
  { of: "complaint", columns: ["status", "opened_at", "id"] },
  { of: "complaint", columns: ["status", "updated_at", "id"] },
  { of: "service_order", columns: ["status", "placed_at", "id"] },
].map(({ of, columns }) => ({ of, columns, name: constraintName("ix", of, columns) }));

const TEXTS = [
  ["account", "login"],
  ["account", "display_name"],
  ["complaint", "title"],
  ["provider", "legal_name"],
  ["service_order", "title"],
] as const;

/** Staff find cases, orders and accounts by text; the events of one's own cases are read from their beginning. */
export class Searched1764000000057 implements MigrationInterface {
  name = "Searched1764000000057";

  async up(runner: QueryRunner): Promise<void> {
    for (const each of TABLES) await createTable(runner, each);
    for (const { name, of, columns } of INDEXES)
      await runner.query(`CREATE INDEX ${name} ON ${of} (${columns.join(", ")})`);
    for (const [of, column] of TEXTS) await keepTerms(runner, of, column);
    for (const party of ["consumer_id", "provider_id"]) await keepTopics(runner, party);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name, of } of INDEXES) await runner.dropIndex(of, name);
    for (const { name } of TABLES) await dropTable(runner, name);
  }
}

const PAGE = 500;

async function keepTerms(runner: QueryRunner, of: string, column: string): Promise<void> {
  for (let after = ""; ;) {
    const rows = (await runner.query(`SELECT id, ${column} AS text FROM ${of} WHERE id > ? ORDER BY id LIMIT ${PAGE}`, [
      after,
    ])) as { id: string; text: string }[];
    for (const { id, text } of rows) {
      const terms = [...new Set(termsOf(text))];
      if (terms.length > 0)
        await runner.query(
          `INSERT INTO text_term (field, term, subject_id) VALUES ${terms.map(() => "(?, ?, ?)").join(", ")}`,
          terms.flatMap((term) => [`${of}.${column}`, term, id]),
        );
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? "";
  }
}

/** When an old event was recorded is not known where it happened earlier: not before those recorded before it. */
async function keepTopics(runner: QueryRunner, party: string): Promise<void> {
  const topic = isMysql(runner) ? `CONCAT('cases:', c.${party})` : `'cases:' || c.${party}`;
  await runner.query(
    `INSERT INTO event_topic (topic, position, recorded_at) SELECT ${topic}, e.position, e.recorded_at
     FROM (SELECT position, stream_id, MAX(at) OVER (ORDER BY position) AS recorded_at FROM event_log) e
     JOIN complaint c ON c.id = e.stream_id`,
  );
}

/** How texts were split then. */
function termsOf(text: string): string[] {
  const folded = text
    .normalize("NFKD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFKC")
    .toLowerCase();
  return [...folded.matchAll(RUN)].flatMap(([, joined, word = ""]) => {
    if (joined === undefined)
      return [
        [...word]
          .slice(0, 32)
          .join("")
          .replace(/(?<=[a-z]{2}[a-rt-z])s$/, ""),
      ];
    const characters = [...joined];
    return [...characters, ...characters.slice(1).map((second, index) => `${characters[index]}${second}`)];
  });
}

const JOINED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]`;
const RUN = new RegExp(String.raw`(${JOINED}+)|((?:(?!${JOINED})[\p{L}\p{N}\p{M}])+)`, "gu");
