export type EntityClass<T extends object> = new () => T;
export type SqlValue = string | number | null;

export interface StoredColumn {
  property: string;
  name: string;
  json: boolean;
  flag: boolean;
  /** Whether it names a row that has to be there. */
  ref: boolean;
  /** Whether a row that says nothing of it has null there. */
  nullAtFirst: boolean;
}

/** `alias.column, …`, in the order in which a row's values come. */
export function columnsOf({ columns, listed }: RowShape<object>, alias: string): string {
  let text = listed.get(alias);
  if (text === undefined) listed.set(alias, (text = columns.map(({ name }) => `${alias}.${name}`).join(", ")));
  return text;
}

/** Which columns of an entity a statement reads, and how a row of them, as an array, becomes the entity. */
export interface RowShape<T extends object> {
  readonly entity: EntityClass<T>;
  readonly columns: readonly StoredColumn[];
  /** The columns as SQL, by the alias of their table. */
  readonly listed: Map<string, string>;
  /** The entity of a row of these columns. Reading a property that the statement did not read throws. */
  readonly make: Make<T>;
  /** The same where a row holds them elsewhere: `cells` says of each where. */
  makeFrom(cells: readonly number[]): Make<T>;
}

export type Make<T extends object> = (row: readonly SqlValue[]) => T;

export function rowShape<T extends object>(
  entity: EntityClass<T>,
  columns: readonly StoredColumn[],
  unread: readonly StoredColumn[],
): RowShape<T> {
  const prototype = prototypeOf(entity, unread);
  const makeFrom = (cells: readonly number[]): Make<T> => compile(prototype, columns, cells);
  return { entity, columns, listed: new Map(), make: makeFrom(columns.map((_, index) => index)), makeFrom };
}

function prototypeOf(entity: EntityClass<object>, unread: readonly StoredColumn[]): object {
  const prototype = entity.prototype as object;
  if (unread.length === 0) return prototype;
  const partial = Object.create(prototype) as object;
  for (const { property } of unread)
    Object.defineProperty(partial, property, {
      get() {
        throw new Error(`${entity.name}.${property} was not read: the field that needs it must declare it, see @Reads`);
      },
    });
  return partial;
}

/**
 * One assignment after another, as if it had been written by hand: a loop over names would make each row a dictionary. The text holds
 * nothing but names of properties that entities declare.
 */
function compile<T extends object>(
  prototype: object,
  columns: readonly StoredColumn[],
  cells: readonly number[],
): Make<T> {
  const assignments = columns.map(({ property, json, flag }, index) => {
    const cell = `row[${cells[index]}]`;
    const value = json ? `${cell} === null ? null : JSON.parse(${cell})` : flag ? `toFlag(${cell})` : cell;
    return `this[${JSON.stringify(property)}] = ${value};`;
  });
  // oxlint-disable-next-line typescript/no-implied-eval -- see above
  const define = new Function("toFlag", `return function Row(row) { ${assignments.join(" ")} }`) as (
    toFlag: (value: SqlValue) => boolean | null,
  ) => new (row: readonly SqlValue[]) => T;
  const Row = define((value) => (value === null ? null : value === 1));
  Row.prototype = prototype;
  return (row) => new Row(row);
}
