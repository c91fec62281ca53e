import { Extensions } from "type-graphql";
import type { EntityClass } from "../database/row-mapper";

type Entity = EntityClass<{ id: string }>;

/** Rows of another entity that are shown with one: read in the same statement where the list is. */
export interface Beside<By extends string = string> {
  entity: Entity;
  /** One: the property of the row that holds its id. Many: the property of theirs that holds the row's. */
  by: By;
  many: boolean;
  /** What the field itself reads of them, beside what the document selects. */
  also: readonly string[];
}

/** The row of the entity that the property names. To be read with `loaders.one`. */
export const one = <J extends { id: string }, const By extends string>(
  entity: EntityClass<J>,
  by: By,
  ...also: (keyof J & string)[]
): Beside<By> => ({ entity, by, many: false, also });

/** The rows of the entity that name the row, by their ids. To be read with `loaders.manyBy`. */
export const many = <J extends { id: string }>(
  entity: EntityClass<J>,
  by: keyof J & string,
  ...also: (keyof J & string)[]
): Beside<never> => ({ entity, by: by as never, many: true, also });

/**
 * Declared beside a field's resolver: which properties of its row it reads, and which rows with it. A list then reads of its rows only
 * what the document asks for. A resolver that declares nothing is given everything; one that reads what it did not declare throws.
 */
export const Reads = <T extends object>(...reads: ((keyof T & string) | Beside<keyof T & string>)[]) =>
  Extensions({ reads });

export type FieldReads = readonly (string | Beside)[];
