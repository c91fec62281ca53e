import { commitmentTo, saltFrom } from "../commitments";
import { RowMapper, type EntityClass, type SqlValue } from "./row-mapper";

interface Declared<T> {
  /** What is written or changed later: a state, what others add to it. */
  except?: readonly (keyof T & string)[];
  /** Whether each row is written with an event, which commits to it. What has its event later is committed to by `tx.commitTo`. */
  recorded?: boolean;
  /** Texts that can be erased by `Tx.erase`, and by nothing else. */
  erasable?: readonly (keyof T & string)[];
}

export interface Lasting {
  entity: EntityClass<Row>;
  table: string;
  recorded: boolean;
  /** Properties that stay as they were written, in order. */
  fixed: readonly string[];
  changes: ReadonlySet<string>;
  erasable: ReadonlySet<string>;
}

type Row = { id: string };
export type Said = Record<string, SqlValue>;

const declared = new Map<EntityClass<object>, Declared<Record<string, unknown>>>();
const known = new Map<EntityClass<object>, Lasting>();

/**
 * Rows of it are added and never removed, and but for what is excepted never changed. Triggers of the database refuse it too, and the
 * event that is recorded after a row in its transaction commits to what it says, so that a change past both of them is found.
 */
export const AppendOnly =
  <T extends object>(declares: Declared<T> = {}) =>
  (entity: EntityClass<T>): void => {
    declared.set(entity, declares as Declared<Record<string, unknown>>);
  };

export function lastingOf(entity: EntityClass<object>): Lasting | undefined {
  const declares = declared.get(entity);
  let lasting = known.get(entity);
  if (!declares || lasting) return lasting;
  const mapper = RowMapper.of(entity as EntityClass<Row>);
  const { except = [], recorded = true, erasable = [] } = declares;
  const changes = new Set<string>(except);
  const fixed = mapper.properties.filter((property) => !changes.has(property)).sort();
  lasting = {
    ...{ entity: entity as EntityClass<Row>, table: mapper.table },
    ...{ recorded, fixed, changes, erasable: new Set<string>(erasable) },
  };
  known.set(entity, lasting);
  return lasting;
}

/** All that are declared by what is loaded. */
export const allLasting = (): Lasting[] => [...declared.keys()].map((entity) => lastingOf(entity) as Lasting);

/** As an event names a row that it commits to. */
export const nameOfRow = (table: string, id: string): string => `${table}/${id}`;

/**
 * What a row says for good: its properties as they are stored, without those that are null, so that a column that is added later changes
 * nothing.
 */
export function saidBy({ entity, fixed }: Lasting, row: object): Said {
  const mapper = RowMapper.of(entity);
  const said: Said = {};
  for (const property of fixed) {
    const value = mapper.toSql(property, (row as Record<string, unknown>)[property]);
    if (value !== null) said[property] = value;
  }
  return said;
}

/** The commitment of an event with that salt to such a row. */
export const commitTo = (name: string, said: Said, eventSalt: string): string =>
  commitmentTo(said, saltFrom(eventSalt, rowLeaf(name)));

/** A row's place among the leaves of its event. */
export const rowLeaf = (name: string): string => `row.${name}`;
