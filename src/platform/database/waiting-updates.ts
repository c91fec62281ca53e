import type { EntityClass, RowMapper, StoredPatch } from "./row-mapper";
import type { Statement } from "./statements";

/** Of one row. Becomes a statement when it is sent: until then more may change, in it and in others. */
export interface Update {
  entity: EntityClass<object>;
  id: string;
  patch: StoredPatch;
}

/** Rows that one statement updates, as each is looked for among all of them. */
const MOST_UPDATED = 100;

export const isUpdate = (statement: Statement | Update): statement is Update => "patch" in statement;

/** Where the same columns of several rows change one after the other, one statement changes them. */
export function together(
  pending: readonly (Statement | Update)[],
  mapperOf: (entity: EntityClass<object>) => RowMapper<object>,
): Statement[] {
  const statements: Statement[] = [];
  let run: Update[] = [];
  const endRun = (): void => {
    const [first, ...others] = run;
    if (!first) return;
    const mapper = mapperOf(first.entity);
    statements.push(others.length > 0 ? mapper.updateAll(run) : mapper.update(first.id, first.patch));
    run = [];
  };
  for (const one of pending)
    if (isUpdate(one)) {
      if (!goesWith(run, one)) endRun();
      run.push(one);
    } else {
      endRun();
      statements.push(one);
    }
  endRun();
  return statements;
}

function goesWith(run: readonly Update[], update: Update): boolean {
  const [first] = run;
  if (!first || first.entity !== update.entity || run.length === MOST_UPDATED) return false;
  const [columns, others] = [Object.keys(first.patch), Object.keys(update.patch)];
  const sameColumns = columns.length === others.length && columns.every((column) => column in update.patch);
  return sameColumns && !run.some(({ id }) => id === update.id);
}
