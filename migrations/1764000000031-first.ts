import type { MigrationInterface, QueryRunner } from "typeorm";
import { ACCOUNTS } from "./first/accounts";
import { ADJUDICATION } from "./first/adjudication";
import { CASE } from "./first/case";
import { insertFirstRows } from "./first/first-rows";
import { MARKET } from "./first/market";
import { PLATFORM } from "./first/platform";
import { PREVENTION } from "./first/prevention";
import { PUBLIC } from "./first/public";
import { lockRegister } from "./first/register-lock";
import { createTable, dropTable } from "./table";

/** In the order of their foreign keys, which is that of the districts. */
const TABLES = [...PLATFORM, ...ACCOUNTS, ...MARKET, ...CASE, ...ADJUDICATION, ...PREVENTION, ...PUBLIC];

/** The schema of the first release. */
export class First1764000000031 implements MigrationInterface {
  name = "First1764000000031";

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await createTable(runner, table);
    await lockRegister(runner);
    await insertFirstRows(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [...TABLES].reverse()) await dropTable(runner, name);
  }
}
