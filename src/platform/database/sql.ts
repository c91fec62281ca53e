import type { SqlValue } from "./row-mapper";

/** A piece of SQL with its parameters in place. */
export interface Sql {
  readonly text: string;
  readonly params: readonly SqlValue[];
  /** What tells it from SQL of the same text, later too: its parameters, but not those that hold for a moment only. */
  readonly particulars: readonly SqlValue[];
  /** Tables of which the reader has noted by itself, or notes once it has read, which rows matter; see ReadsRecord. */
  readonly noted?: readonly string[];
}

/** A condition, or what is left of `value && sql…` where the value is not given. */
export type Condition = Sql | string | number | false | null | undefined;

/**
 * Puts pieces together: a piece in `${…}` is taken in as it is, a value becomes a parameter. So no value can become SQL by mistake, and
 * text, conditions and parameters cannot fall out of step.
 */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  let text = texts[0] ?? "";
  const params: SqlValue[] = [];
  const particulars: SqlValue[] = [];
  for (const [index, part] of parts.entries()) {
    if (typeof part === "object" && part !== null) {
      text += part.text;
      for (const param of part.params) params.push(param);
      for (const particular of part.particulars) particulars.push(particular);
    } else {
      text += "?";
      params.push(part);
      particulars.push(part);
    }
    text += texts[index + 1] ?? "";
  }
  return { text, params, particulars };
}

/** Trusted text: names of columns and tables. */
export const raw = (text: string): Sql => ({ text, params: [], particulars: [] });

/** A parameter that is another one a moment later, such as the time, in the same SQL. `of`: what it was found by. */
export const passing = (value: SqlValue, of: SqlValue = null): Sql => ({
  text: "?",
  params: [value],
  particulars: [of],
});

export function join(pieces: readonly Sql[], between: string): Sql {
  const params: SqlValue[] = [];
  const particulars: SqlValue[] = [];
  for (const piece of pieces) {
    params.push(...piece.params);
    particulars.push(...piece.particulars);
  }
  return { text: pieces.map(({ text }) => text).join(between), params, particulars };
}

/** The rows of all of these statements, each row once; each with an ORDER and a LIMIT of its own if it has one. */
export const unionOf = (statements: readonly Sql[]): Sql =>
  join(
    statements.map((statement, index) => sql`SELECT * FROM (${statement}) ${raw(`w${index}`)}`),
    " UNION ",
  );

/** Every condition that is given; one with OR brings its own brackets. */
export function allOf(conditions: readonly Condition[]): Sql {
  const given = conditions.filter((condition): condition is Sql => typeof condition === "object" && condition !== null);
  return given.length === 0 ? sql`1 = 1` : join(given, " AND ");
}

/** For `IN (…)`: nothing is in an empty one. */
export const list = (values: readonly SqlValue[]): Sql =>
  values.length === 0 ? raw("NULL") : { text: marks(values.length), params: values, particulars: values };

/** For `VALUES …`: rows of equally many values. */
export function tuples(rows: readonly (readonly SqlValue[])[]): Sql {
  const tuple = `(${marks(rows[0]?.length ?? 0)})`;
  const params = rows.flat();
  return { text: rows.map(() => tuple).join(", "), params, particulars: params };
}

const marks = (count: number): string => new Array<string>(count).fill("?").join(", ");

/**
 * There is such a row. Written as a scalar subquery, because of an EXISTS MariaDB makes a join, or a list of all such rows, before the
 * first row is looked at that needs it: where a walk ends after a page, looking when asked is cheaper.
 */
export const anyRow = (from: Sql): Sql => sql`COALESCE((SELECT 1 FROM ${from} LIMIT 1), 0) = 1`;
