import type { MigrationInterface, QueryRunner } from "typeorm";
import { ascii, bigint, code, createTable, id, instant, integer, json, optional } from "./table";

/** Where each projection of the log stands, and long work with its progress. */
export class ProjectionsAndJobs1764000000012 implements MigrationInterface {
  name = "ProjectionsAndJobs1764000000012";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "projection_place", [id(), bigint("position")]);
    await createTable(
      runner,
      "job",
      [
        id(),
        code("kind"),
        json("subject"),
        code("status"),
        integer("done"),
        optional(integer("total")),
        code("requested_by_id"),
        instant("created_at"),
        optional(instant("started_at")),
        optional(instant("finished_at")),
        integer("attempt"),
        optional(instant("claimed_until")),
        optional(json("failure")),
        integer("event_seq"),
        ascii("event_hash", 64),
      ],
      {
        index: [
          ["status", "created_at", "id"],
          ["requested_by_id", "created_at", "id"],
        ],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("job");
    await runner.dropTable("projection_place");
  }
}
