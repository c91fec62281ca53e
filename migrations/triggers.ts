import type { QueryRunner } from "typeorm";
import { isMysql } from "./table";

/** With which MariaDB and MySQL with a binary log answer whoever is no administrator and creates a trigger. */
export const NO_TRIGGERS_FOR_US = 1419;
const ONLY_ADDED_TO = "this table is only ever added to";

/**
 * The database itself refuses to remove a row of the table, or to change what was written but for the columns named. A second safeguard:
 * the code has no statement that does. Whoever makes the table anew must do this again; `redress doctor` tells what is missing.
 */
export async function keepRows(runner: QueryRunner, table: string, changing: readonly string[]): Promise<void> {
  const all = await columnsOf(runner, table);
  const strange = changing.filter((name) => !all.includes(name));
  if (strange.length > 0) throw new Error(`no columns ${strange.join(", ")} in ${table}`);
  const fixed = all.filter((name) => !changing.includes(name));
  const refuse = isMysql(runner)
    ? `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${ONLY_ADDED_TO}'`
    : `BEGIN SELECT RAISE(ABORT, '${ONLY_ADDED_TO}'); END`;
  if (isMysql(runner)) {
    const same = fixed.map((name) => `OLD.${name} <=> NEW.${name}`).join(" AND ");
    await create(runner, table, "UPDATE", `FOR EACH ROW IF NOT (${same}) THEN ${refuse}; END IF`);
    await create(runner, table, "DELETE", `FOR EACH ROW ${refuse}`);
  } else {
    await create(runner, table, `UPDATE OF ${fixed.join(", ")}`, refuse);
    await create(runner, table, "DELETE", refuse);
  }
}

/** What stands in the place of erased words. */
const ERASED = "［已删除 erased］";

/** How a column may change although the row is kept: to the mark, or to an empty text, or to anything. */
export type Erasable = Readonly<Record<string, "MARK" | "EMPTY" | "ANY">>;

/**
 * As `keepRows`, but these columns may be erased once `erased_row` names the row, which an event commits to; `goneBefore`: rows may be
 * removed that are older by this column than `erased_row` says for the whole table.
 */
export async function keepRowsButErased(
  runner: QueryRunner,
  table: string,
  changing: readonly string[],
  erasable: Erasable,
  goneBefore?: string,
): Promise<void> {
  const mysql = isMysql(runner);
  const all = await columnsOf(runner, table);
  const strange = [...changing, ...Object.keys(erasable)].filter((name) => !all.includes(name));
  if (strange.length > 0) throw new Error(`no columns ${strange.join(", ")} in ${table}`);
  await letRowsGo(runner, table);
  const is = mysql ? "<=>" : "IS";
  const same = (name: string): string => `OLD.${name} ${is} NEW.${name}`;
  const fixed = all.filter((name) => !changing.includes(name));
  const lasting = fixed.filter((name) => !(name in erasable)).map(same);
  const words = Object.entries(erasable).flatMap(([name, to]) =>
    to === "ANY" ? [] : [`(${same(name)} OR NEW.${name} ${is} '${to === "MARK" ? ERASED : ""}')`],
  );
  const id = `CAST(OLD.id AS CHAR(40))`;
  const recorded = `EXISTS (SELECT 1 FROM erased_row e WHERE e.row_table = '${table}' AND e.row_id = ${id})`;
  const mayChange = Object.keys(erasable).length === 0 ? "1 = 0" : [...lasting, ...words, recorded].join(" AND ");
  const mayGo = goneBefore
    ? `EXISTS (SELECT 1 FROM erased_row e WHERE e.row_table = '${table}' AND e.row_id = '' AND e.up_to > OLD.${goneBefore})`
    : "1 = 0";
  if (mysql) {
    const refuse = `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${ONLY_ADDED_TO}'`;
    const unchanged = fixed.map(same).join(" AND ");
    await create(
      runner,
      table,
      "UPDATE",
      `FOR EACH ROW IF NOT (${unchanged} OR (${mayChange})) THEN ${refuse}; END IF`,
    );
    await create(runner, table, "DELETE", `FOR EACH ROW IF NOT (${mayGo}) THEN ${refuse}; END IF`);
  } else {
    const refuse = `BEGIN SELECT RAISE(ABORT, '${ONLY_ADDED_TO}'); END`;
    await create(runner, table, `UPDATE OF ${fixed.join(", ")}`, refuse, `WHEN NOT (${mayChange})`);
    await create(runner, table, "DELETE", refuse, `WHEN NOT (${mayGo})`);
  }
}

/** By name, in their order. TypeORM would ask the catalogue for everything about the table, keys and indexes too: most of migrating's time. */
async function columnsOf(runner: QueryRunner, table: string): Promise<string[]> {
  if (isMysql(runner)) {
    const columns = (await runner.query(`SHOW COLUMNS FROM ${table}`)) as { Field: string }[];
    return columns.map(({ Field }) => Field);
  }
  const columns = (await runner.query(`PRAGMA table_info(${table})`)) as { name: string }[];
  return columns.map(({ name }) => name);
}

async function create(runner: QueryRunner, table: string, act: string, body: string, when = ""): Promise<void> {
  try {
    await runner.query(`CREATE TRIGGER ${nameOf(table, act)} BEFORE ${act} ON ${table} ${when} ${body}`);
  } catch (error) {
    const { errno } = (error as { driverError?: { errno?: number } }).driverError ?? {};
    if (errno !== NO_TRIGGERS_FOR_US) throw error;
  }
}

const nameOf = (table: string, act: string): string => `${table}_no_${act.split(" ", 1)[0]?.toLowerCase()}`;

/** Who may not create triggers may not drop one that is not there either, IF EXISTS or not. One that stayed would refuse what its table is changed for. */
export async function letRowsGo(runner: QueryRunner, table: string): Promise<void> {
  const names = ["UPDATE", "DELETE"].map((act) => nameOf(table, act));
  for (const name of isMysql(runner) ? await thoseThere(runner, names) : names)
    await runner.query(`DROP TRIGGER IF EXISTS ${name}`);
}

async function thoseThere(runner: QueryRunner, names: readonly string[]): Promise<string[]> {
  const found = (await runner.query(
    `SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name IN (${names.map((name) => `'${name}'`).join(", ")}) ORDER BY 1`,
  )) as { name: string }[];
  return found.map(({ name }) => name);
}
