import { RowMapper, type EntityClass, type StoredPatch } from "./row-mapper";
import type { Statement } from "./statements";

interface Insert {
  entity: EntityClass<object>;
  rows: readonly StoredPatch[];
}

/** Of one row. Becomes a statement when it is sent: until then more may change, in it and in others. */
interface Update {
  entity: EntityClass<object>;
  id: string;
  patch: StoredPatch;
}

/** A row that is yet to be inserted, among others of one statement. */
interface Added {
  row: StoredPatch;
  among: Insert;
}

/** Rows that one statement updates, as each is looked for among all of them. */
const MOST_UPDATED = 100;

const isUpdate = (one: Statement | Insert | Update): one is Update => "patch" in one;
const isInsert = (one: Statement | Insert | Update): one is Insert => "rows" in one;

/** What a transaction has yet to send, in order. What becomes of a row until then is written with it. */
export class WaitingWrites {
  private waiting: (Statement | Insert | Update)[] = [];
  /** By their ids the rows that are yet to be inserted; of no table that something else has been done to since. */
  private readonly added = new Map<EntityClass<object>, Map<unknown, Added>>();
  /** By its row's id the first that waits. */
  private readonly updates = new Map<string, Update>();
  private valueCount = 0;

  /** Values that wait to be sent. */
  get values(): number {
    return this.valueCount;
  }

  insert<T extends object>(entity: EntityClass<T>, rows: readonly Partial<T>[]): void {
    const mapper = RowMapper.of(entity);
    const insert = { entity, rows: rows.map((row) => mapper.storedPatch(row)) };
    const added = this.added.get(entity) ?? new Map<unknown, Added>();
    this.added.set(entity, added);
    for (const row of insert.rows) {
      added.set(row.id, { row, among: insert });
      this.valueCount += Object.keys(row).length;
    }
    this.waiting.push(insert);
  }

  update<T extends object>(entity: EntityClass<T>, id: string, patch: StoredPatch): void {
    const last = this.waiting.at(-1);
    const isLast = last && isUpdate(last) && last.entity === entity && last.id === id;
    const known = this.toBeAdded(entity, id, patch) ?? (isLast ? last.patch : undefined);
    if (known) return void Object.assign(known, patch);
    this.added.delete(entity);
    const update = { entity, id, patch };
    if (!this.updates.has(id)) this.updates.set(id, update);
    this.valueCount += Object.keys(patch).length + 1;
    this.waiting.push(update);
  }

  execute(statement: Statement): void {
    // Whatever it does to these rows, it finds them as they are now.
    for (const entity of this.added.keys())
      if (statement.sql.includes(RowMapper.of(entity).table)) this.added.delete(entity);
    this.valueCount += statement.params.length;
    this.waiting.push(statement);
  }

  /** Where the row waits to be inserted, with no less than that. */
  private toBeAdded(entity: EntityClass<object>, id: string, patch: StoredPatch): StoredPatch | undefined {
    const added = this.added.get(entity)?.get(id);
    // What it names may be inserted after it; and where one of several rows has a column, none of them has its default.
    return added && hasAll(added, patch) && !RowMapper.of(entity).refers(patch) ? added.row : undefined;
  }

  /** With what waits to be written of the row; false: nothing does. */
  addTo(entity: EntityClass<object>, id: string, patch: StoredPatch): boolean {
    const update = this.updates.get(id);
    const known = this.toBeAdded(entity, id, patch) ?? (update?.entity === entity ? update.patch : undefined);
    if (known) Object.assign(known, patch);
    return known !== undefined;
  }

  /** Where the same columns of several rows change one after the other, one statement changes them. */
  take(): Statement[] {
    const statements: Statement[] = [];
    let run: Update[] = [];
    const endRun = (): void => {
      const [first, ...others] = run;
      if (!first) return;
      const mapper = RowMapper.of(first.entity);
      statements.push(others.length > 0 ? mapper.updateAll(run) : mapper.update(first.id, first.patch));
      run = [];
    };
    for (const one of this.waiting)
      if (isUpdate(one)) {
        if (!goesWith(run, one)) endRun();
        run.push(one);
      } else {
        endRun();
        statements.push(isInsert(one) ? RowMapper.of(one.entity).insert(one.rows) : one);
      }
    endRun();
    this.clear();
    return statements;
  }

  clear(): void {
    this.waiting = [];
    this.added.clear();
    this.updates.clear();
    this.valueCount = 0;
  }
}

const hasAll = ({ row, among }: Added, patch: StoredPatch): boolean =>
  among.rows.length === 1 || Object.keys(patch).every((property) => property in row);

function goesWith(run: readonly Update[], update: Update): boolean {
  const [first] = run;
  if (!first || first.entity !== update.entity || run.length === MOST_UPDATED) return false;
  const [columns, others] = [Object.keys(first.patch), Object.keys(update.patch)];
  const sameColumns = columns.length === others.length && columns.every((column) => column in update.patch);
  return sameColumns && !run.some(({ id }) => id === update.id);
}
