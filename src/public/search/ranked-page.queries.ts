import { createHash } from "node:crypto";
import type { Reader } from "../../platform/database/reader";
import type { EntityClass } from "../../platform/database/row-mapper";
import { toPage, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Sealer } from "../../platform/sealed";
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
  /** The last row of the page before. */
  after: Place | null;
}

export type Direction = "ASC" | "DESC";

/** The cursor's name of a list: a cursor fits only the filter and the order that it came from. */
export const nameOf = (list: string, particulars: object): string =>
  `${list} ${createHash("sha256").update(JSON.stringify(particulars)).digest("base64url")}`;

export function startOf(sealer: Sealer, name: string, args: PageArgs, now: number): Start {
  if (typeof args.after !== "string") return { rankedAt: now, plan: null, after: null };
  const { key, id } = sealer.openCursor<{ key: string; id: string }>(`page ${name}`, args.after, "after");
  const [rankedAt, plan, tier, rank, group] = JSON.parse(key) as [number, SearchPlan | null, number, number, string];
  return { rankedAt, plan, after: { tier, rank, group, id } };
}

/** The page selected by `places`: SQL for the columns id, tier, ranked_by and grouped_by, in order and one more than asked. */
export async function rankedPage<T extends { id: string }>(
  reader: Reader,
  sealer: Sealer,
  args: PageArgs,
  list: { name: string; entity: EntityClass<T>; start: Start; places: Sql; direction: Direction },
): Promise<Page<T>> {
  const { rankedAt, plan } = list.start;
  const mapper = reader.mapper(list.entity);
  const ranked = sql`SELECT ${raw(mapper.select("t"))}, w.tier, w.ranked_by, w.grouped_by
    FROM (${list.places}) w JOIN ${raw(mapper.table)} t ON t.id = w.id ORDER BY ${order("w.", list.direction)}`;
  const rows = await reader.query(ranked);
  const found = rows.map((row) =>
    Object.assign(mapper.hydrate(row), {
      place: JSON.stringify([rankedAt, plan, row.tier, row.ranked_by, row.grouped_by]),
    }),
  );
  return toPage<T & { place: string }>(sealer, args, { name: list.name, by: "place" }, found);
}

/** `alias`: with its dot. */
export const order = (alias: string, direction: Direction): Sql =>
  raw(
    ["tier", `ranked_by ${direction}`, "grouped_by DESC", `id ${direction}`].map((column) => alias + column).join(", "),
  );
