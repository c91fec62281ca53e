import type { SqlValue } from "../../platform/database/row-mapper";

/** A piece of SQL with its parameters in place. */
export interface Sql {
  text: string;
  params: SqlValue[];
}

/** Joins pieces: a piece in `${…}` is inserted as it is, a value becomes a parameter. */
export function sql(texts: TemplateStringsArray, ...parts: (Sql | SqlValue)[]): Sql {
  const joined: Sql = { text: texts[0] ?? "", params: [] };
  parts.forEach((part, index) => {
    const isPiece = typeof part === "object" && part !== null;
    joined.text += (isPiece ? part.text : "?") + (texts[index + 1] ?? "");
    joined.params.push(...(isPiece ? part.params : [part]));
  });
  return joined;
}

/** Trusted text: column names and our own numbers. */
export const raw = (text: string): Sql => ({ text, params: [] });

export function join(pieces: readonly Sql[], between: string): Sql {
  return { text: pieces.map(({ text }) => text).join(between), params: pieces.flatMap(({ params }) => params) };
}

export const allOf = (conditions: readonly Sql[]): Sql => join(conditions, " AND ");

export const list = (values: readonly SqlValue[]): Sql => ({
  text: values.map(() => "?").join(", "),
  params: [...values],
});

/**
 * There is such a row. Written as a scalar subquery, because of an EXISTS MariaDB makes a join, or a list of all such rows, before the
 * first row is looked at that needs it: where a walk ends after a page, looking when asked is cheaper.
 */
export const anyRow = (from: Sql): Sql => sql`COALESCE((SELECT 1 FROM ${from} LIMIT 1), 0) = 1`;
