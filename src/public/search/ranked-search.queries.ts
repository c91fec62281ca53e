import type { EntityClass } from "../../platform/database/row-mapper";
import { MOST_COUNTED, sliceOf, type Page, type PageArgs } from "../../platform/graphql/connection";
import { toPage, type Direction } from "../../platform/graphql/keyset-page";
import type { Reading } from "../../platform/graphql/keyset-page";
import { HouseRules } from "../../house-rules/house-rules";
import { formulaAt } from "../reputation/formula.queries";
import type { Formula } from "../reputation/reputation.pure";
import { rankedPage, startOf, type Start } from "./ranked-page.queries";
import type { Corpus } from "./search-term.entity";
import type { Sql } from "../../platform/database/sql";
import { plansOf } from "./text-match.queries";

/** The query behind a page, for any kind of list. */
export interface Ranking {
  start: Start;
  now: number;
  /** How many rows are wanted. */
  limit: number;
  /** How much the best reputation adds to the relevance, in per cent. */
  reputationPercent: number;
  /** The cap on a reputation's score under each measure. */
  caps: Formula["caps"];
}

interface RankedList<T> {
  /** Names the list, its filter and its order. */
  name: string;
  entity: EntityClass<T & object>;
  corpus: Corpus;
  text: string | null | undefined;
  direction: Direction;
  places(ranking: Ranking): Sql;
}

/** A page of a list. A text is searched in the strictest way that finds something; later pages keep that way. */
export async function rankedSearch<T extends { id: string }>(
  ctx: Reading,
  args: PageArgs,
  now: number,
  list: RankedList<T>,
): Promise<Page<T>> {
  const { db: reader, services } = ctx;
  const { name, entity, corpus, text, direction } = list;
  const first = startOf(services.sealer, name, args, now);
  const rules = await HouseRules.inForce(reader, first.rankedAt);
  const reputationPercent = rules.number("search.ranking", "reputationPercent");
  const { caps } = await formulaAt(reader, now);
  const pageFrom = (start: Start): Promise<Page<T>> => {
    const placesFrom = (from: Start, limit: number): Sql =>
      list.places({ start: from, now, limit, reputationPercent, caps });
    const places = placesFrom(start, sliceOf(args).size + 1);
    const all = placesFrom({ ...start, beyond: null }, MOST_COUNTED + 1);
    return rankedPage(ctx, args, { name, entity, start, places, all, direction });
  };
  if (!text) return pageFrom(first);
  for (const plan of first.plan ? [first.plan] : await plansOf(reader, corpus, text)) {
    const page = await pageFrom({ ...first, plan });
    if (page.nodes.length > 0 || page.pageInfo.hasNextPage || page.pageInfo.hasPreviousPage) return page;
  }
  return toPage<T>(services.sealer, args, { name: () => name, by: "id" }, [], async () => ({
    value: 0,
    isAtLeast: false,
  }));
}
