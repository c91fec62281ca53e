import type { MigrationInterface, QueryRunner } from "typeorm";
import { ascii, code, createTable, id, instant, integer, optional, ref, text } from "./table";

/** The platform's own looks at providers. */
export class Inspections1764000000008 implements MigrationInterface {
  name = "Inspections1764000000008";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "inspection",
      [
        id(),
        ref("provider_id", "provider"),
        optional(ref("complaint_id", "complaint")),
        code("origin"),
        text("reason"),
        code("status"),
        ref("opened_by_id", "account"),
        instant("opened_at"),
        optional(text("finding")),
        optional(integer("breach_found")),
        optional(ref("closed_by_id", "account")),
        optional(instant("closed_at")),
        integer("event_seq"),
        ascii("event_hash", 64),
      ],
      {
        index: [
          ["opened_at", "id"],
          ["status", "opened_at", "id"],
          ["provider_id", "opened_at", "id"],
          ["complaint_id"],
          ["opened_by_id"],
          ["closed_by_id"],
        ],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("inspection");
  }
}
