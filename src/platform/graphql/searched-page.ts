import { findText, type Place } from "../database/searched";
import { allOf, join, sql, type Sql } from "../database/sql";
import type { Page, PageArgs } from "./connection";
import type { Context } from "./context";
import { pageOfAny, type Keyset } from "./keyset-page";

interface Narrowing {
  /** Conditions that together make up the list, each with an index of its own in the list's order. */
  ways: readonly Sql[];
  /** Together they lead to every row that is narrowed to: what the text has found need not be asked for them. */
  isWhole?: boolean;
  /** Holds for every row of the list as well. */
  narrowed: Sql;
  text: string | null | undefined;
  /** Where the text is looked for. Only what is shown to whoever reads the list. */
  places: readonly Place[];
  /** What else the text finds, along an index of its own: very few rows. */
  exactly?: Sql | null;
}

/** One page of a list that can be searched by text. `of`: which list, whatever `ways` lead to it now; cursors of another are refused. */
export async function searchedPage<T extends { id: string }>(
  ctx: Context,
  args: PageArgs,
  list: Omit<Keyset<T>, "where">,
  of: readonly unknown[],
  { ways, isWhole, narrowed, text, places, exactly }: Narrowing,
): Promise<Page<T>> {
  const found = text ? await findText(ctx.db, ctx.db.mapper(list.entity).table, places, text, isWhole) : null;
  const either = ways.length > 0 ? sql`(${join(ways, " OR ")})` : sql`1 = 0`;
  const any = isWhole ? sql`1 = 1` : either;
  const conditions = [
    ...[...(exactly ? [exactly] : []), ...(found?.few ?? [])].map((each) => allOf([each, any, narrowed])),
    ...(found && !found.many ? [] : ways.map((way) => allOf([way, found?.many, narrowed]))),
  ];
  // What the text finds changes while pages are read, so the name holds the text itself.
  const { by, direction } = list;
  const name = (): string => JSON.stringify([of, text, narrowed.text, narrowed.particulars, by, direction]);
  return await pageOfAny(ctx, args, { ...list, name }, conditions);
}
