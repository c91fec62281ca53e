import { isIdOf, type Identified } from "../ids";
import type { Reader } from "./reader";
import { RowMapper, type EntityClass, type SqlValue } from "./row-mapper";
import { allOf, anyRow, join, list, raw, sql, tuples, type Sql } from "./sql";
import { termsOf, wantedBy, type Wanted } from "./text-terms.pure";

const searched = new Map<object, string[]>();

/** A text by whose words its row can be found: each insert and update of the entity keeps the words too. */
export const Searched = (): PropertyDecorator => (prototype, property) => {
  searched.set(prototype, [...(searched.get(prototype) ?? []), String(property)]);
};

/** Every entity with such texts. */
export const searchedTexts = (): { entity: EntityClass<{ id: string }>; properties: readonly string[] }[] =>
  [...searched].map(([prototype, properties]) => ({
    entity: prototype.constructor as EntityClass<{ id: string }>,
    properties,
  }));

/** Rows of one statement: SQLite takes 32,766 values. */
const MOST_AT_ONCE = 5_000;

/** The statements that keep the words of inserted rows. */
export function insertTerms<T extends object>(entity: EntityClass<T>, rows: readonly Partial<T>[]): Sql[] {
  const found = (searched.get(entity.prototype as object) ?? []).flatMap((property) => {
    const field = fieldOf(entity, property as keyof T & string);
    return rows.flatMap((row) => {
      const { id = null, [property]: text } = row as Record<string, SqlValue>;
      return typeof text === "string" ? [...new Set(termsOf(text, true))].map((term) => [field, term, id]) : [];
    });
  });
  const statements: Sql[] = [];
  for (let first = 0; first < found.length; first += MOST_AT_ONCE)
    statements.push(
      sql`INSERT INTO text_term (field, term, subject_id) VALUES ${tuples(found.slice(first, first + MOST_AT_ONCE))}`,
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

/** Where the rows of a list can be found: by the id in this column, or by the text of the row that it leads to. */
export interface Place {
  column: string;
  noun: Identified;
  field: string;
}

export const place = <T extends object>(
  column: string,
  entity: EntityClass<T> & Identified,
  text: keyof T & string,
): Place => ({ column, noun: entity, field: fieldOf(entity, text) });

/** What a text finds in a list. */
interface Found {
  /** Where it finds a few rows, or those of a few owners: conditions to be read apart, since each starts from what it has found. */
  few: readonly Sql[];
  /** Where it finds many: a condition to ask of one row after another of the list; null when that is nowhere. */
  many: Sql | null;
}

/** Of words that are in more rows than this none is looked for as the rarest. */
const MOST_COUNTED = 50_000;

/** Past this many rows it is cheaper to go through the list as far as a page reaches than to sort what is found. */
const FEW = 2_000;

/** Read one by one: SQLite unites at most five hundred. */
const FEW_OWNERS = 25;

/**
 * A whole id finds by that alone. A text without letters and digits finds nothing. `isWhole`: the list has the rows of every owner, and
 * an index in its order for the rows of each.
 */
export async function findText(
  reader: Reader,
  table: string,
  places: readonly Place[],
  text: string,
  isWhole = false,
): Promise<Found> {
  const byId = places.filter(({ noun }) => isIdOf(noun, text));
  if (byId.length > 0) return { few: byId.map(({ column }) => sql`${raw(column)} = ${text}`), many: null };
  const wanted = wantedBy(text);
  if (wanted.length === 0) return { few: [], many: null };
  const found = await Promise.all(
    places.map(async ({ column, field }) => {
      const ids = await idsOf(reader, field, wanted);
      if (ids.length === 0) return { column, field, few: [], many: false };
      const few = ids.length <= FEW ? sql`${raw(column)} IN (${list(ids)})` : null;
      if (few && (column === "t.id" || (await whichAreFew(reader, table, [few]))[0]))
        return { column, field, few: [few], many: false };
      // A few owners may have very many rows of the list: those of each are read in its order, as far as a page reaches.
      const each = isWhole && ids.length <= FEW_OWNERS ? ids.map((id) => sql`${raw(column)} = ${id}`) : [];
      return { column, field, few: each, many: each.length === 0 };
    }),
  );
  const asked = found
    .filter(({ many }) => many)
    .map(({ column, field }) => allOf(wanted.map((each) => hasTerm(field, each, raw(column)))));
  return {
    few: found.flatMap(({ few }) => few),
    many: asked.length === 0 ? null : sql`(${join(asked, " OR ")})`,
  };
}

/** For each condition on a row `t` of the table: whether no more than a few rows fulfil it. */
export async function whichAreFew(reader: Reader, table: string, conditions: readonly Sql[]): Promise<boolean[]> {
  const counts = await reader.query<{ place: number; found: number }>(
    join(
      conditions.map((condition, index) => {
        const some = sql`SELECT 1 AS one FROM ${raw(table)} t WHERE ${condition} LIMIT ${FEW + 1}`;
        return sql`SELECT ${index} AS place, COUNT(*) AS found FROM (${some}) ${raw(`w${index}`)}`;
      }),
      " UNION ALL ",
    ),
  );
  return conditions.map((_, index) => counts.some(({ place, found }) => place === index && found <= FEW));
}

/** The few rows that fulfil the condition, found by its index before anything else about the list is asked. */
export const amongFew = (table: string, condition: Sql): Sql =>
  sql`t.id IN (SELECT w.id FROM (SELECT DISTINCT t.id FROM ${raw(table)} t WHERE ${condition}) w)`;

/** The rows that have all that is wanted in the field; one more than a few when there are more. */
async function idsOf(reader: Reader, field: string, wanted: readonly Wanted[]): Promise<string[]> {
  const [rarest, ...others] = await byRarity(reader, field, wanted);
  if (!rarest) return [];
  const where = allOf([having(field, rarest, "f"), ...others.map((each) => hasTerm(field, each, raw("f.subject_id")))]);
  const rows = await reader.query<{ id: string }>(
    sql`SELECT DISTINCT f.subject_id AS id FROM text_term f WHERE ${where} LIMIT ${FEW + 1}`,
  );
  return rows.map(({ id }) => id);
}

/** The rarest first; none when one of them is nowhere. Where none is in a few rows only, it is counted further: the rarest is gone through. */
async function byRarity(
  reader: Reader,
  field: string,
  wanted: readonly Wanted[],
  upTo: typeof FEW | typeof MOST_COUNTED = FEW,
): Promise<Wanted[]> {
  if (wanted.length === 1) return [...wanted];
  const counts = await reader.query<{ place: number; found: number }>(
    join(
      wanted.map((each, index) => {
        const some = sql`SELECT 1 AS one FROM text_term w WHERE ${having(field, each)} LIMIT ${upTo}`;
        return sql`SELECT ${index} AS place, COUNT(*) AS found FROM (${some}) ${raw(`w${index}`)}`;
      }),
      " UNION ALL ",
    ),
  );
  if (counts.some(({ found }) => found === 0)) return [];
  if (upTo === FEW && counts.every(({ found }) => found === FEW)) return byRarity(reader, field, wanted, MOST_COUNTED);
  const sorted = counts.sort((one, other) => one.found - other.found);
  return sorted.flatMap(({ place: index }) => wanted[index] ?? []);
}

/** By the row's own few terms: of a beginning there may be very many in the whole field. */
function hasTerm(field: string, wanted: Wanted, id: Sql): Sql {
  const [word = ""] = wanted.terms;
  const has = wanted.beginning
    ? sql`w.field = ${field} AND SUBSTR(w.term, 1, ${[...word].length}) = ${word}`
    : having(field, wanted);
  return anyRow(sql`text_term w WHERE ${has} AND w.subject_id = ${id}`);
}

function having(field: string, { terms, beginning }: Wanted, alias = "w"): Sql {
  const [of, term] = [raw(`${alias}.field`), raw(`${alias}.term`)];
  const [word] = terms;
  return beginning && word
    ? sql`${of} = ${field} AND ${term} >= ${word} AND ${term} < ${word + LAST_CHARACTER}`
    : sql`${of} = ${field} AND ${term} IN (${list(terms)})`;
}

/** Sorts after every character. */
const LAST_CHARACTER = "\u{10ffff}";

/** Under which name the words of that text are kept. */
export function fieldOf<T extends object>(entity: EntityClass<T>, property: keyof T & string): string {
  if (!searched.get(entity.prototype as object)?.includes(property))
    throw new Error(`${entity.name}.${property} is not searched`);
  const mapper = RowMapper.of(entity);
  return `${mapper.table}.${mapper.column(property)}`;
}
