import type { EntityClass } from "./row-mapper";

const BESIDE = Symbol("rows beside");
type Beside = object | readonly object[] | null;

/** Under which rows lie beside another one: their entity, and the property by which they are its. */
export const besideKey = ({ entity, by }: { entity: EntityClass<object>; by: string }): string =>
  `${entity.name} ${by}`;

/** The rows that were read in the same statement as this one; undefined: none were. */
export const laidBeside = (row: object, key: string): Beside | undefined =>
  (row as { [BESIDE]?: Map<string, Beside> })[BESIDE]?.get(key);

export function layBeside(row: object, laid: Map<string, Beside>): void {
  (row as { [BESIDE]?: Map<string, Beside> })[BESIDE] = laid;
}
