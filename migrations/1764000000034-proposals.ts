import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, instant, optional } from "./table";

/** The platform may make an offer, too: one side accepts it before the other. */
export class Proposals1764000000034 implements MigrationInterface {
  name = "Proposals1764000000034";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "offer", optional(code("accepted_by_side")));
    await addColumn(runner, "offer", optional(instant("accepted_by_side_at")));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ["accepted_by_side", "accepted_by_side_at"])
      await runner.query(`ALTER TABLE offer DROP COLUMN ${name}`);
  }
}
