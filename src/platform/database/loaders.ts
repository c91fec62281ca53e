import DataLoader from "dataloader";
import { laidBeside } from "./beside";
import type { Reader, Where } from "./reader";
import type { EntityClass } from "./row-mapper";

/** Reads rows by their values of one property. */
type ReadBy<T> = (reader: Reader, values: readonly string[]) => Promise<T[]>;

/** How rows are read for what an operation selects; null: as without it. */
export interface ReadAsAsked {
  /** Whole rows by their ids, with those beside them; null where nothing is read beside. */
  whole<T extends object>(entity: EntityClass<T>): ReadBy<T> | null;
  /** What is selected of them, and `also`, by the property; null where all of them is needed. */
  shown<T extends object>(
    entity: EntityClass<T>,
    by: keyof T & string,
    also: readonly (keyof T & string)[],
  ): ReadBy<T> | null;
}

/** Batches reads by key within one operation or one delivery. Callers that show the rows ask the policies. */
export class Loaders {
  private readonly byKey = new Map<string, DataLoader<string, unknown>>();

  constructor(
    private readonly reader: Reader,
    private readonly asked: ReadAsAsked = { whole: () => null, shown: () => null },
  ) {}

  /** One row by id, whole: policies and commands are given it, too. null when there is none. */
  byId<T extends { id: string }>(entity: EntityClass<T>, id: string | null): Promise<T | null> {
    return id === null ? Promise.resolve(null) : this.whole(entity).load(id);
  }

  /** The same for who reads nothing of it but `also` and what the operation selects of it. */
  shown<T extends { id: string }>(
    entity: EntityClass<T>,
    id: string,
    also: readonly (keyof T & string)[],
  ): Promise<T | null> {
    const read = this.asked.shown(entity, "id", also);
    return read ? this.loader(entity, "id", `shown ${also.join()}`, read, first<T>).load(id) : this.byId(entity, id);
  }

  /** All rows with this value by their ids, for who reads nothing of them but `also` and what the operation selects of them. */
  shownBy<T extends { id: string }>(
    entity: EntityClass<T>,
    property: keyof T & string,
    value: string,
    also: readonly (keyof T & string)[],
  ): Promise<T[]> {
    const read = this.asked.shown(entity, property, [property, ...also]);
    if (!read) return this.manyBy(entity, property, value);
    return this.loader(entity, property, `shown ${also.join()}`, read, all<T>).load(value);
  }

  /** All rows with this value, in the order given (trusted SQL). For lists that are short by nature: the parts of one whole. */
  manyBy<T extends object>(
    entity: EntityClass<T>,
    property: keyof T & string,
    value: string,
    orderBy = "ORDER BY id",
  ): Promise<T[]> {
    const find: ReadBy<T> = (reader, values) =>
      reader.find(entity, { [property]: values } as unknown as Where<T>, orderBy);
    return this.loader(entity, property, orderBy, find, all<T>).load(value);
  }

  /** The row that a property of another one names; no statement where it was read beside it, see @Reads. */
  one<T extends { id: string }, R extends object>(
    entity: EntityClass<T>,
    row: R,
    by: keyof R & string,
  ): Promise<T | null> {
    const laid = this.beside(entity, row, by);
    return laid === undefined ? this.byId(entity, row[by] as string | null) : Promise.resolve(laid);
  }

  /** The same where it was read beside it; undefined: it was not. Without a promise, of which a page of a list would make some hundreds. */
  beside<T extends { id: string }, R extends object>(
    entity: EntityClass<T>,
    row: R,
    by: keyof R & string,
  ): T | null | undefined {
    return laidBeside(row, entity, by) as T | null | undefined;
  }

  /** The rows that name another one, by their ids; no statement, and no promise, where they were read beside it. */
  many<T extends object>(entity: EntityClass<T>, row: { id: string }, by: keyof T & string): T[] | Promise<T[]> {
    return (laidBeside(row, entity, by) as T[] | undefined) ?? this.manyBy(entity, by, row.id);
  }

  /** Caches a row that was already read in another way, for `byId`. */
  prime<T extends { id: string }>(entity: EntityClass<T>, row: T): void {
    this.whole(entity).prime(row.id, row);
  }

  private whole<T extends { id: string }>(entity: EntityClass<T>): DataLoader<string, T | null> {
    const find: ReadBy<T> = (reader, ids) =>
      this.asked.whole(entity)?.(reader, ids) ?? reader.find(entity, { id: ids } as unknown as Where<T>);
    return this.loader(entity, "id", "", find, first<T>);
  }

  private loader<T extends object, R>(
    entity: EntityClass<T>,
    property: keyof T & string,
    how: string,
    read: ReadBy<T>,
    pick: (rows: T[] | undefined) => R,
  ): DataLoader<string, R> {
    const key = `${entity.name} ${property} ${how}`;
    let loader = this.byKey.get(key) as DataLoader<string, R> | undefined;
    if (!loader) {
      loader = new DataLoader<string, R>(
        async (values) => {
          const rows = await read(this.reader, values);
          const grouped = new Map<string, T[]>();
          for (const row of rows) {
            const value = row[property] as string;
            const group = grouped.get(value);
            if (group) group.push(row);
            else grouped.set(value, [row]);
          }
          return values.map((value) => pick(grouped.get(value)));
        },
        { maxBatchSize: 500 },
      );
      this.byKey.set(key, loader);
    }
    return loader;
  }
}

const first = <T>(rows: T[] | undefined): T | null => rows?.[0] ?? null;
const all = <T>(rows: T[] | undefined): T[] => rows ?? [];
