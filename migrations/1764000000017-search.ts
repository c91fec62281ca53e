import { Table, TableColumn, TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import {
  addHouseRules,
  addIndex,
  code,
  createTable,
  dropHouseRules,
  dropIndex,
  id,
  integer,
  line,
  optional,
} from "./table";

/** How much the best reputation there can be adds to what a text's relevance says, in per cent. */
const RULES = { "search.ranking": { reputationPercent: 20 } };

/** The index of what listings and providers are found by, and the ways to walk through lists by price and past acting penalties. */
export class Search1764000000017 implements MigrationInterface {
  name = "Search1764000000017";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "search_index", [
      id(),
      integer("listings"),
      integer("providers"),
      integer("last_document"),
      integer("last_term"),
    ]);
    await runner.query(
      "INSERT INTO search_index (id, listings, providers, last_document, last_term) VALUES ('search', 0, 0, 0, 0)",
    );
    await createTable(runner, "search_document", [id(), integer("number"), optional(code("refresh_after"))], {
      unique: [["number"]],
      index: [["refresh_after"]],
    });
    await createTable(runner, "search_term", [integer("id"), code("corpus"), line("term", 40), integer("documents")], {
      unique: [["corpus", "term"]],
    });
    await createPostings(runner);
    await addIndex(runner, "listing", ["status", "price_currency", "price_amount", "id"]);
    await addIndex(runner, "penalty", ["kind", "ends_at"]);
    await addHouseRules(runner, RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, RULES);
    await dropIndex(runner, "penalty", ["kind", "ends_at"]);
    await dropIndex(runner, "listing", ["status", "price_currency", "price_amount", "id"]);
    for (const table of ["search_posting", "search_term", "search_document", "search_index"])
      await runner.dropTable(table);
  }
}

/** Millions of small rows: their key is all that leads to them, so they are kept in its order (SQLite must be told so). */
async function createPostings(runner: QueryRunner): Promise<void> {
  const mysql = runner.connection.options.type !== "better-sqlite3";
  const key = ["document_number", "term_id"];
  const byWeight = ["term_id", "weight", "document_number"];
  await runner.createTable(
    new Table({
      name: "search_posting",
      ...(mysql ? { engine: "InnoDB" } : {}),
      withoutRowid: true,
      columns: [...key, "weight"].map(
        (name) =>
          new TableColumn({
            name,
            type: mysql ? "int" : "integer",
            isPrimary: key.includes(name),
            primaryKeyConstraintName: key.includes(name) ? "pk_search_posting" : undefined,
          }),
      ),
      indices: [new TableIndex({ name: constraintName("ix", "search_posting", byWeight), columnNames: byWeight })],
    }),
  );
}
