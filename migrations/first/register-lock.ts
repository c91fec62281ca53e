import type { QueryRunner } from "typeorm";
import { isMysql } from "../table";

const ONLY_ADDED_TO = "the public register is only ever added to";
/** MySQL with its binary log on lets only administrators create triggers. */
const NO_TRIGGERS_FOR_US = 1419;

/** A second safeguard: the code itself has no statement that changes or removes an entry. The triggers are dropped with the table. */
export async function lockRegister(runner: QueryRunner): Promise<void> {
  const mysql = isMysql(runner);
  for (const act of ["UPDATE", "DELETE"]) {
    const body = mysql
      ? `FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${ONLY_ADDED_TO}'`
      : `BEGIN SELECT RAISE(ABORT, '${ONLY_ADDED_TO}'); END`;
    try {
      await runner.query(
        `CREATE TRIGGER register_entry_no_${act.toLowerCase()} BEFORE ${act} ON register_entry ${body}`,
      );
    } catch (error) {
      const { errno } = (error as { driverError?: { errno?: number } }).driverError ?? {};
      if (errno !== NO_TRIGGERS_FOR_US) throw error;
    }
  }
}
