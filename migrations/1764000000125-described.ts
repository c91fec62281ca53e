import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, createTable, dropTable, id, instant, integer, optional, ref, table, text } from "./table";
import { keepRows, letRowsGo } from "./triggers";

const FORMER_DESCRIPTION = table(
  "former_description",
  [id(), ref("listing_id", "listing"), integer("version"), text("text"), instant("until")],
  { unique: [["listing_id", "version"]] },
);

/** What listings described before they were changed, and which version an order is of. */
export class Described1764000000125 implements MigrationInterface {
  name = "Described1764000000125";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, FORMER_DESCRIPTION);
    await keepRows(runner, FORMER_DESCRIPTION.name, []);
    await addColumn(runner, "service_order", optional(integer("listing_version")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE service_order DROP COLUMN listing_version");
    await letRowsGo(runner, FORMER_DESCRIPTION.name);
    await dropTable(runner, FORMER_DESCRIPTION.name);
  }
}
