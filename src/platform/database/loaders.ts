import DataLoader from "dataloader";
import { besideKey, laidBeside } from "./beside";
import type { Reader, Where } from "./reader";
import type { EntityClass } from "./row-mapper";

/** Reads whole rows of an entity by their ids, with those beside them; null where nothing is read beside. */
export type BesideOf = <T extends object>(
  entity: EntityClass<T>,
) => ((reader: Reader, ids: readonly string[]) => Promise<T[]>) | null;

/** Batches reads by key within one operation or one delivery. Callers that show the rows ask the policies. */
export class Loaders {
  private readonly byKey = new Map<string, DataLoader<string, unknown>>();

  constructor(
    private readonly reader: Reader,
    /** They themselves are always read whole: policies and commands are given them, too. */
    private readonly besideOf: BesideOf = () => null,
  ) {}

  /** One row by id; null when there is none. */
  async byId<T extends { id: string }>(entity: EntityClass<T>, id: string | null): Promise<T | null> {
    if (id === null) return null;
    return this.loader<T, T | null>(entity, "id", "", (rows) => rows?.[0] ?? null).load(id);
  }

  /** All rows with this value, in the order given (trusted SQL). For lists that are short by nature: the parts of one whole. */
  manyBy<T extends object>(
    entity: EntityClass<T>,
    property: keyof T & string,
    value: string,
    orderBy = "ORDER BY id",
  ): Promise<T[]> {
    return this.loader<T, T[]>(entity, property, orderBy, (rows) => rows ?? []).load(value);
  }

  /** The row that a property of another one names; no statement where it was read beside it, see @Reads. */
  async one<T extends { id: string }, R extends object>(
    entity: EntityClass<T>,
    row: R,
    by: keyof R & string,
  ): Promise<T | null> {
    const laid = laidBeside(row, besideKey({ entity, by })) as T | null | undefined;
    return laid === undefined ? this.byId(entity, row[by] as string | null) : laid;
  }

  /** The rows that name another one, by their ids; no statement where they were read beside it. */
  async many<T extends object>(entity: EntityClass<T>, row: { id: string }, by: keyof T & string): Promise<T[]> {
    return (laidBeside(row, besideKey({ entity, by })) as T[] | undefined) ?? this.manyBy(entity, by, row.id);
  }

  /** Caches a row that was already read in another way, for `byId`. */
  prime<T extends { id: string }>(entity: EntityClass<T>, row: T): void {
    this.loader<T, T | null>(entity, "id", "", (rows) => rows?.[0] ?? null).prime(row.id, row);
  }

  private loader<T extends object, R>(
    entity: EntityClass<T>,
    property: keyof T & string,
    orderBy: string,
    pick: (rows: T[] | undefined) => R,
  ): DataLoader<string, R> {
    const key = `${entity.name} ${property} ${orderBy}`;
    let loader = this.byKey.get(key) as DataLoader<string, R> | undefined;
    if (!loader) {
      loader = new DataLoader<string, R>(
        async (values) => {
          const where = { [property]: values } as unknown as Where<T>;
          const readBeside = property === "id" ? this.besideOf(entity) : null;
          const rows = await (readBeside?.(this.reader, values) ?? this.reader.find(entity, where, orderBy));
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
