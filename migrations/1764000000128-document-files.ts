import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, ascii, optional, text } from "./table";

const TABLE = "verification_document";
const INDEX = constraintName("ix", TABLE, ["status", "stored_sha256"]);

/** Room for the encrypted keys of documents' files. What is there is encrypted by the sweeps of servers, which find it by the empty digest. */
export class DocumentFiles1764000000128 implements MigrationInterface {
  name = "DocumentFiles1764000000128";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, TABLE, optional(text("file_key")));
    await addColumn(runner, TABLE, ascii("stored_sha256", 64), "");
    await runner.query(`CREATE INDEX ${INDEX} ON ${TABLE} (status, stored_sha256)`);
  }

  /** While no file is encrypted: without its key nobody can read it again. */
  async down(runner: QueryRunner): Promise<void> {
    const [found] = (await runner.query(`SELECT COUNT(*) AS files FROM ${TABLE} WHERE file_key IS NOT NULL`)) as {
      files: number | string;
    }[];
    if (Number(found?.files) > 0) throw new Error(`the keys of ${found?.files} documents' files would be lost`);
    await runner.dropIndex(TABLE, INDEX);
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN stored_sha256`);
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN file_key`);
  }
}
