import { RowMapper, type EntityClass } from "./row-mapper";

interface Declared<T = never> {
  /** Properties by whose value several rows are read together, beside the id. */
  by?: readonly (keyof T & string)[];
  /** Instants at which a row begins or ceases to count by itself. */
  dates?: readonly (keyof T & string)[];
  /** A new row is shown with another one that refers to it, not before. */
  unseenAtFirst?: boolean;
  /** Whether visitors are shown anything of a row as it is. A new one may lack what is null in it. */
  shown?: (row: T) => boolean;
}

export interface Tracking {
  table: string;
  /** The id and the declared properties, with their columns. */
  by: ReadonlyMap<string, string>;
  /** Columns. */
  dates: readonly string[];
  unseenAtFirst: boolean;
  shown: (row: never) => boolean;
  /** Some changes are not told, since no visitor sees them; others might. */
  hides: boolean;
}

const declared = new Map<EntityClass<object>, Declared<Record<string, unknown>>>();
const known = new Map<EntityClass<object>, Tracking>();

/**
 * What visitors are shown of it may be kept: each commit tells which rows it changed, by their ids and by the properties `by`. `dates`:
 * what begins or ends by itself.
 */
export const Tracked =
  <T extends object = object>(declares: Declared<T> = {}) =>
  (entity: EntityClass<T>): void => {
    declared.set(entity, declares as Declared<Record<string, unknown>>);
  };

export function trackingOf(entity: EntityClass<object>): Tracking | undefined {
  const declares = declared.get(entity);
  let tracking = known.get(entity);
  if (!declares || tracking) return tracking;
  const mapper = RowMapper.of<Record<string, unknown>>(entity as EntityClass<Record<string, unknown>>);
  const { by = [], dates = [], unseenAtFirst = false, shown = () => true } = declares;
  tracking = {
    table: mapper.table,
    by: new Map(["id", ...by].map((property) => [property, mapper.column(property)])),
    dates: dates.map((property) => mapper.column(property)),
    unseenAtFirst,
    shown,
    hides: unseenAtFirst || declares.shown !== undefined,
  };
  known.set(entity, tracking);
  return tracking;
}

const byTable = new Map<string, Tracking>();

export function trackedTable(table: string): Tracking | undefined {
  // Entities declare themselves when they are loaded, which may be later than the first question.
  if (byTable.size < declared.size)
    for (const entity of declared.keys()) {
      const tracking = trackingOf(entity) as Tracking;
      byTable.set(tracking.table, tracking);
    }
  return byTable.get(table);
}

/** Changes of the table tell the values of this column. */
export const isToldBy = (table: string, column: string): boolean =>
  [...(trackedTable(table)?.by.values() ?? [])].includes(column);

const BEGINS = /^\s*(?:INSERT(?: OR \w+| IGNORE)? INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+(\w+)/i;
const NAMES = /\b(?:INTO|UPDATE|FROM|JOIN|TABLE)\s+(\w+)/gi;

/** What a statement that is written by hand may change: nobody says which rows. In one of another form any table that it names. */
export function writtenBy(text: string): string[] {
  const begins = BEGINS.exec(text);
  const tables = begins ? [begins[1] ?? ""] : [...text.matchAll(NAMES)].map(([, table = ""]) => table);
  return tables.filter(trackedTable).map(anyOf);
}

/** Some rows of a table, whichever. */
export const anyOf = (table: string): string => `${table}.*`;

/** The rows of a table with this value, as one word: keys stand between spaces. */
export const thoseWith = (table: string, column: string, value: string): string =>
  `${table}.${column}=${/^[\w-]+$/.test(value) ? value : `~${Buffer.from(value).toString("base64url")}`}`;

export function partsOf(key: string): { column: string; value: string } {
  const [, column = "", value = ""] = /^\w+\.(\w+)=(.*)$/.exec(key) ?? [];
  return { column, value: value.startsWith("~") ? Buffer.from(value.slice(1), "base64url").toString() : value };
}

export const tableOf = (key: string): string => key.slice(0, key.indexOf("."));

/** By what a row can have been read; nothing where visitors are not shown it. */
export function keysOf({ table, by, shown }: Tracking, row: object): string[] {
  if (!shown(row as never)) return [];
  return [...by].flatMap(([property, column]) => {
    const value = (row as Record<string, unknown>)[property];
    return typeof value === "string" ? [thoseWith(table, column, value)] : [];
  });
}
