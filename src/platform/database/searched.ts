import type { Identified } from "../ids";
import { isIdOf } from "../ids";
import { RowMapper, type EntityClass, type SqlValue } from "./row-mapper";
import { allOf, anyRow, join, list, raw, sql, type Sql } from "./sql";
import { termsOf, wantedBy, type Wanted } from "./text-terms.pure";

const searched = new Map<object, string[]>();

/** A text by whose words its row can be found: each insert and update of the entity keeps the words too. */
export const Searched = (): PropertyDecorator => (prototype, property) => {
  searched.set(prototype, [...(searched.get(prototype) ?? []), String(property)]);
};

/** Longer than any text of ours has terms; SQLite takes 32,766 values in one statement. */
const MOST_AT_ONCE = 5_000;

/** The statements that keep the words of inserted rows. */
export function insertTerms<T extends object>(entity: EntityClass<T>, rows: readonly Partial<T>[]): Sql[] {
  const tuples = (searched.get(entity.prototype as object) ?? []).flatMap((property) => {
    const field = fieldOf(entity, property as keyof T & string);
    return rows.flatMap((row) => {
      const { id, [property]: text } = row as Record<string, SqlValue>;
      return typeof text === "string"
        ? [...new Set(termsOf(text, true))].map((term) => sql`(${field}, ${term}, ${id ?? null})`)
        : [];
    });
  });
  const statements: Sql[] = [];
  for (let first = 0; first < tuples.length; first += MOST_AT_ONCE)
    statements.push(
      sql`INSERT INTO text_term (field, term, subject_id) VALUES ${join(tuples.slice(first, first + MOST_AT_ONCE), ", ")}`,
    );
  return statements;
}

/** The same for a changed row; none when the patch leaves its searched texts alone. */
export function replaceTerms<T extends object>(entity: EntityClass<T>, id: string, patch: Partial<T>): Sql[] {
  const changed = (searched.get(entity.prototype as object) ?? []).filter((property) => property in patch);
  if (changed.length === 0) return [];
  const fields = changed.map((property) => fieldOf(entity, property as keyof T & string));
  const forget = sql`DELETE FROM text_term WHERE subject_id = ${id} AND field IN (${list(fields)})`;
  return [forget, ...insertTerms(entity, [{ ...patch, id }])];
}

/** Where a list's rows can be found: by the id in this column, or by a searched text of the row that it leads to. */
export interface Place<T extends object = object> {
  column: string;
  entity: EntityClass<T> & Identified;
  text: keyof T & string;
}

export const place = <T extends object>(
  column: string,
  entity: EntityClass<T> & Identified,
  text: keyof T & string,
): Place => ({ column, entity, text }) as unknown as Place;

/**
 * The rows where the text is found, one condition for each place, to be read apart: each starts from what is found. Nothing is found by a
 * text without letters and digits.
 */
export function foundIn(places: readonly Place[], text: string): Sql[] {
  const byId = idsIn(places, text);
  if (byId.length > 0) return byId;
  // The longest words are the rarest.
  const [first, ...others] = wantedBy(text).sort((one, other) => lengthOf(other) - lengthOf(one));
  if (!first) return [];
  return places.map(({ column, entity, text: property }) => {
    const field = fieldOf(entity, property as never);
    const rest = others.map((each) => hasTerm(field, each, raw("found.subject_id")));
    const where = allOf([sql`found.field = ${field}`, is(first, "found"), ...rest]);
    return sql`${raw(column)} IN (SELECT found.subject_id FROM text_term found WHERE ${where})`;
  });
}

/** The same as one condition, asked of one row after another: for lists that are short without it. */
export function isFoundIn(places: readonly Place[], text: string): Sql {
  const byId = idsIn(places, text);
  const wanted = wantedBy(text);
  const ways =
    byId.length > 0 || wanted.length === 0
      ? byId
      : places.map(({ column, entity, text: property }) =>
          allOf(wanted.map((each) => hasTerm(fieldOf(entity, property as never), each, raw(column)))),
        );
  return ways.length === 0 ? sql`1 = 0` : sql`(${join(ways, " OR ")})`;
}

const idsIn = (places: readonly Place[], text: string): Sql[] =>
  places.filter(({ entity }) => isIdOf(entity, text)).map(({ column }) => sql`${raw(column)} = ${text}`);

const hasTerm = (field: string, wanted: Wanted, id: Sql): Sql =>
  anyRow(sql`text_term w WHERE w.field = ${field} AND w.subject_id = ${id} AND ${is(wanted, "w")}`);

const is = ({ terms, beginning }: Wanted, alias: string): Sql => {
  const term = raw(`${alias}.term`);
  const [word] = terms;
  return beginning && word
    ? sql`${term} >= ${word} AND ${term} < ${word + LAST_CHARACTER}`
    : sql`${term} IN (${list(terms)})`;
};

/** Sorts after every character. */
const LAST_CHARACTER = "\u{10ffff}";

const lengthOf = ({ terms }: Wanted): number => Math.max(...terms.map((term) => term.length));

function fieldOf<T extends object>(entity: EntityClass<T>, property: keyof T & string): string {
  if (!searched.get(entity.prototype as object)?.includes(property))
    throw new Error(`${entity.name}.${property} is not searched`);
  const mapper = RowMapper.of(entity);
  return `${mapper.table}.${mapper.column(property)}`;
}
