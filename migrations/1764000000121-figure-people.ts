import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, dropTable, id, integer, table } from "./table";

const FIGURE_PERSON = table(
  "figure_person",
  [id(), code("consumer_id"), code("provider_id"), integer("quarter"), code("measure", 20), integer("cases")],
  { unique: [["consumer_id", "provider_id", "quarter", "measure"]] },
);

/** Who is behind a public figure, so that it is known of how many people it tells. */
export class FigurePeople1764000000121 implements MigrationInterface {
  name = "FigurePeople1764000000121";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, FIGURE_PERSON);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, FIGURE_PERSON.name);
  }
}
