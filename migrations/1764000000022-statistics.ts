import type { MigrationInterface, QueryRunner } from "typeorm";
import { bigint, code, createTable, id, integer } from "./table";

/** Counts by day and month, kept up to date from the log. */
export class Statistics1764000000022 implements MigrationInterface {
  name = "Statistics1764000000022";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "statistic_count",
      [
        id(),
        code("dimension"),
        code("grain", 5),
        integer("period"),
        code("value", 80),
        code("measure", 20),
        bigint("amount"),
      ],
      {
        unique: [["dimension", "grain", "period", "value", "measure"]],
        index: [["dimension", "value", "grain", "period"]],
      },
    );
    await createTable(
      runner,
      "stage_time",
      [
        id(),
        code("scope", 64),
        code("grain", 5),
        integer("period"),
        code("stage"),
        integer("bucket"),
        bigint("cases"),
        bigint("late"),
        bigint("minutes"),
      ],
      { unique: [["scope", "grain", "period", "stage", "bucket"]] },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("stage_time");
    await runner.dropTable("statistic_count");
  }
}
