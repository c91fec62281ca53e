import { commitmentTo, saltFrom } from "../secrets/commitments";
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
  /** Whether the database itself refuses other changes, and that a row goes. */
  triggers: boolean;
  erasable: ReadonlySet<string>;
}

interface DeclaredSayings<T> extends Pick<Declared<T>, "recorded" | "erasable"> {
  /** What is said for good. */
  says: readonly (keyof T & string)[];
}

type Row = { id: string };
export type Said = Record<string, SqlValue>;

type AnyRow = Record<string, unknown>;
const declared = new Map<EntityClass<object>, Declared<AnyRow> | DeclaredSayings<AnyRow>>();
const known = new Map<EntityClass<object>, Lasting>();

/**
 * Rows of it are added and never removed, and but for what is excepted never changed. Triggers of the database refuse it too, and the
 * event that is recorded after a row in its transaction commits to what it says, so that a change past both of them is found.
 */
export const AppendOnly =
  <T extends object>(declares: Declared<T> = {}) =>
  (entity: EntityClass<T>): void => {
    declared.set(entity, declares as Declared<AnyRow>);
  };

/**
 * Of rows that live on, such as a case's, some columns stay as they were written: the event that is recorded after a row in its transaction
 * commits to these. No trigger compares them at each of the many changes of the others; a change past the code is found.
 */
export const SaysForGood =
  <T extends object>(declares: DeclaredSayings<T>) =>
  (entity: EntityClass<T>): void => {
    declared.set(entity, declares);
  };

export function lastingOf(entity: EntityClass<object>): Lasting | undefined {
  const declares = declared.get(entity);
  let lasting = known.get(entity);
  if (!declares || lasting) return lasting;
  const mapper = RowMapper.of(entity as EntityClass<Row>);
  const { recorded = true, erasable = [] } = declares;
  const isFixed = (property: string): boolean =>
    "says" in declares ? declares.says.includes(property) : !declares.except?.includes(property);
  lasting = {
    ...{ entity: entity as EntityClass<Row>, table: mapper.table, recorded, triggers: !("says" in declares) },
    ...{ fixed: mapper.properties.filter(isFixed).sort(), erasable: new Set<string>(erasable) },
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
