import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addColumns,
  addHouseRules,
  ascii,
  bigint,
  createTable,
  dropColumns,
  dropHouseRules,
  id,
  integer,
  ref,
} from "./table";

const HOUSE_RULES = {
  "uploads.perDay": { files: 100, bytes: 209_715_200, arrivedBytes: 419_430_400 },
  // A telephone's pictures have 50 million points; of what takes several times the memory less is taken.
  "uploads.image": { points: 52_000_000, costlyPoints: 20_000_000 },
};

/** What each person sends in a day, and copies of images without what their files tell besides. */
export class Files1764000000029 implements MigrationInterface {
  name = "Files1764000000029";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "upload_day",
      [id(), ref("account_id", "account"), integer("day"), integer("files"), bigint("announced"), bigint("arrived")],
      { unique: [["account_id", "day"]] },
    );
    await addColumns(runner, "evidence", SHOWN);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await dropColumns(
      runner,
      "evidence",
      SHOWN.map(({ name }) => name),
    );
    await runner.dropTable("upload_day");
  }
}

const SHOWN = [ascii("shown_key", 64), ascii("shown_sha256", 64), bigint("shown_size")];
