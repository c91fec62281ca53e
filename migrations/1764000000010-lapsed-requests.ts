import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, dropColumns, instant } from "./table";

/** A request that was over because its case was closed is told apart from one that was not answered in time. */
export class LapsedRequests1764000000010 implements MigrationInterface {
  name = "LapsedRequests1764000000010";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "case_request", [instant("lapsed_at")]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, "case_request", ["lapsed_at"]);
  }
}
