import type { DataSource } from "typeorm";

interface Column {
  type: string;
  isNullable: boolean;
  /** With something else than null where nothing is written. */
  isFilled: boolean;
}

/** What a version that writes to the tables has to know of them: columns, keys and references by `table.column, …`. */
export interface Tables {
  columns: ReadonlyMap<string, Column>;
  unique: ReadonlySet<string>;
  references: ReadonlySet<string>;
}

/** Those of MariaDB. */
export async function tablesIn(source: DataSource): Promise<Tables> {
  const rows = <R>(select: string): Promise<R[]> => source.query<R[]>(select);
  const columns = await rows<{ name: string; type: string; nullable: string; preset: string | null; extra: string }>(
    "SELECT CONCAT(table_name, '.', column_name) AS name, CONCAT_WS(' ', column_type, collation_name) AS type, is_nullable AS nullable, column_default AS preset, extra FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name NOT LIKE 'migration%'",
  );
  const unique = await rows<{ name: string }>(
    "SELECT GROUP_CONCAT(CONCAT(table_name, '.', column_name) ORDER BY seq_in_index SEPARATOR ', ') AS name FROM information_schema.statistics WHERE table_schema = DATABASE() AND non_unique = 0 AND table_name NOT LIKE 'migration%' GROUP BY table_name, index_name",
  );
  const references = await rows<{ name: string }>(
    "SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL",
  );
  return {
    columns: new Map(
      columns.map(({ name, type, nullable, preset, extra }) => [
        name,
        {
          type,
          isNullable: nullable === "YES",
          isFilled: nullable === "NO" && (preset !== null || extra.includes("auto_increment")),
        },
      ]),
    ),
    unique: new Set(unique.map(({ name }) => name)),
    references: new Set(references.map(({ name }) => name)),
  };
}

/**
 * Why a version that was made for the tables `before` cannot serve on `after`. `retired`: `table.column` or `table`, what it neither reads nor
 * writes.
 */
export function whyNotBeside(before: Tables, after: Tables, retired: readonly string[]): string[] {
  const tables = new Set([...before.columns.keys()].map(tableOf));
  const isOfKnownTable = (names: string): boolean => tables.has(tableOf(names));
  const gone = [...before.columns.keys()].filter((name) => !after.columns.has(name));
  const added = (names: ReadonlySet<string>, known: ReadonlySet<string>): string[] =>
    [...names].filter((each) => !known.has(each) && isOfKnownTable(each));
  /** Then what the older version leaves out is null there, and equal to nothing. */
  const isOptional = (name: string): boolean =>
    !before.columns.has(name) && after.columns.get(name)?.isNullable === true;
  return [
    ...gone
      .filter((name) => !retired.some((each) => [name, tableOf(name)].includes(each)))
      .map((name) => `${name} is gone`),
    ...[...after.columns].flatMap(([name, column]) => {
      const old = before.columns.get(name);
      if (!isOfKnownTable(name)) return [];
      if (!column.isNullable && !column.isFilled && (!old || old.isFilled)) return `${name} is not filled by itself`;
      if (!old) return [];
      return [
        ...(old.isNullable && !column.isNullable ? [`${name} may not be null`] : []),
        ...(holds(column.type, old.type) ? [] : [`${name} is ${column.type}, and was ${old.type}`]),
      ];
    }),
    ...added(after.unique, before.unique)
      .filter((names) => !names.split(", ").some(isOptional))
      .map((names) => `${names} has to be unique`),
    ...added(after.references, before.references)
      .filter((name) => !isOptional(name))
      .map((name) => `${name} has to refer to something`),
  ].sort();
}

const tableOf = (name: string): string => name.slice(0, name.indexOf("."));

/** Each of these holds what those before it hold. */
const TEXTS = ["varchar", "text", "mediumtext", "longtext"];
const NUMBERS = ["int", "bigint"];

/** `varchar(40) ascii_bin` */
const TYPE = /^(\w+)(?:\((\d+)\))?(.*)$/;

function holds(type: string, old: string): boolean {
  const [, name = "", length = "", rest] = TYPE.exec(type) ?? [];
  const [, oldName = "", oldLength = "", oldRest] = TYPE.exec(old) ?? [];
  if (rest !== oldRest) return false;
  if (name === oldName) return name === "varchar" ? Number(length) >= Number(oldLength) : length === oldLength;
  return [TEXTS, NUMBERS].some((kind) => kind.includes(oldName) && kind.indexOf(name) > kind.indexOf(oldName));
}
