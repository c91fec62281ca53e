import { newId } from "../ids";
import { ErasedRow } from "./erased-row.entity";
import { RowMapper, type EntityClass } from "./row-mapper";
import { raw, sql } from "./sql";
import type { Tx } from "./tx";

/** All rows of a table with that value: for what nothing refers to. */
export function removeRows<T extends object>(
  tx: Tx,
  entity: EntityClass<T>,
  by: keyof T & string,
  value: string,
): void {
  const mapper = RowMapper.of(entity);
  tx.execute(sql`DELETE FROM ${raw(mapper.table)} WHERE ${raw(mapper.column(by))} = ${value}`);
}

/** All rows from before that time. */
export function removeOldRows<T extends object>(
  tx: Tx,
  entity: EntityClass<T>,
  by: keyof T & string,
  before: number,
): void {
  const mapper = RowMapper.of(entity);
  tx.execute(sql`DELETE FROM ${raw(mapper.table)} WHERE ${raw(mapper.column(by))} < ${before}`);
}

/** The same of a table whose rows are otherwise kept for good: the next event, of that history, has to record it. */
export function removeOldKeptRows<T extends object>(
  tx: Tx,
  entity: EntityClass<T>,
  by: keyof T & string,
  before: number,
  streamId: string,
): void {
  tx.insert(ErasedRow, {
    ...{ id: newId(ErasedRow), rowTable: RowMapper.of(entity).table, rowId: "", upTo: before },
    ...{ streamId, remains: null, salt: null, erasedAt: tx.now },
  });
  removeOldRows(tx, entity, by, before);
}
