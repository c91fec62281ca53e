import { createHash } from "node:crypto";
import type { EntityClass } from "../../platform/database/row-mapper";
import { sliceOf, type Page, type PageArgs, type Slice } from "../../platform/graphql/connection";
import { JoinedRows } from "../../platform/graphql/joined-rows";
import { countOf, readIn, toPage, type Direction, type Reading } from "../../platform/graphql/keyset-page";
import type { Sealer } from "../../platform/secrets/sealed";
import type { SearchPlan } from "./search-plan.pure";
import { raw, sql, type Sql } from "../../platform/database/sql";

/** The place of a row in a ranked list: tier, rank, group, id. */
export interface Place {
  tier: number;
  rank: number;
  group: string;
  id: string;
}

/** Where a page begins. */
export interface Start {
  /** The moment of the first page: a demotion that begins or ends meanwhile does not reorder later pages. */
  rankedAt: number;
  /** How the text is looked for; null before the first page, and without a text. */
  plan: SearchPlan | null;
  /** The row beyond which the page begins: the last one of the page before, or the first one of the page after. */
  beyond: Place | null;
  /** Read from the end of the list, or from `beyond`, towards the beginning. */
  backwards: boolean;
}

/** The cursor's name of a list: a cursor fits only the filter and the order that it came from. */
export const nameOf = (list: string, particulars: object): string =>
  `${list} ${createHash("sha256").update(JSON.stringify(particulars)).digest("base64url")}`;

export function startOf(sealer: Sealer, name: string, args: PageArgs, now: number): Start {
  const { cursor, field, backwards } = sliceOf(args);
  if (cursor === null) return { rankedAt: now, plan: null, beyond: null, backwards };
  const { key, id } = sealer.openCursor<{ key: string; id: string }>(`page ${name}`, cursor, field);
  const [rankedAt, plan, tier, rank, group] = JSON.parse(key) as [number, SearchPlan | null, number, number, string];
  return { rankedAt, plan, beyond: { tier, rank, group, id }, backwards };
}

/** The page selected by `places`: SQL for the columns id, tier, ranked_by and grouped_by, as they are read and one more than asked. */
export async function rankedPage<T extends { id: string }>(
  ctx: Reading,
  args: PageArgs,
  list: { name: string; entity: EntityClass<T>; start: Start; places: Sql; all: Sql; direction: Direction },
): Promise<Page<T>> {
  const { rankedAt, plan } = list.start;
  const joined = JoinedRows.of(ctx.planOf(list.entity, []));
  const ranked = sql`SELECT ${joined.columns}, w.tier, w.ranked_by, w.grouped_by
    FROM (${list.places}) w JOIN ${raw(ctx.db.mapper(list.entity).table)} t ON t.id = w.id ${joined.joins}
    ORDER BY ${order("w.", list.direction, list.start)}`;
  const found = (await joined.fetch(ctx.db, ranked, (row, place) =>
    Object.assign(row, { place: JSON.stringify([rankedAt, plan, ...place]) }),
  )) as (T & { place: string })[];
  return toPage(
    ctx.services.sealer,
    args,
    { name: () => list.name, by: "place" },
    found,
    countOf(ctx.db, () => list.all),
  );
}

/** As the rows of a ranked list are read. `alias`: with its dot. */
export function order(alias: string, direction: Direction, slice: Pick<Slice, "backwards">): Sql {
  const way = readIn(direction, slice);
  const columns = [
    `tier ${readIn("ASC", slice)}`,
    `ranked_by ${way}`,
    `grouped_by ${readIn("DESC", slice)}`,
    `id ${way}`,
  ];
  return raw(columns.map((column) => alias + column).join(", "));
}
