import type { EntityClass } from "./row-mapper";

const BESIDE = Symbol("rows beside");
type Rows = object | readonly object[] | null;

/** How rows lie beside another one: their entity, and the property by which they are its. */
export interface PlaceBeside {
  entity: EntityClass<object>;
  by: string;
}

/** Its rows, in the order of the places. */
interface Laid {
  places: readonly PlaceBeside[];
  rows: readonly Rows[];
}

/** The rows that were read in the same statement as this one; undefined: none were. Asked some hundreds of times for a page of a list. */
export function laidBeside(row: object, entity: EntityClass<object>, by: string): Rows | undefined {
  const laid = (row as { [BESIDE]?: Laid })[BESIDE];
  if (!laid) return undefined;
  return laid.rows[laid.places.findIndex((place) => place.entity === entity && place.by === by)];
}

export function layBeside(row: object, laid: Laid): void {
  (row as { [BESIDE]?: Laid })[BESIDE] = laid;
}
