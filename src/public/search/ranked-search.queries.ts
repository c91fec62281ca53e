import type { Reader } from "../../platform/database/reader";
import type { EntityClass } from "../../platform/database/row-mapper";
import { toPage, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Sealer } from "../../platform/sealed";
import { HouseRules } from "../../house-rules/house-rules";
import { formulaAt } from "../reputation/formula.queries";
import type { Formula } from "../reputation/reputation.pure";
import { rankedPage, startOf, type Direction, type Start } from "./ranked-page.queries";
import type { Corpus } from "./search-term.entity";
import type { Sql } from "./sql";
import { plansOf } from "./text-match.queries";

/** What a page is made of, whatever is listed. */
export interface Ranking {
  start: Start;
  now: number;
  /** How many rows are wanted. */
  limit: number;
  /** How much the best reputation adds to the relevance, in per cent. */
  reputationPercent: number;
  /** How high a reputation's score can be under each measure. */
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

/** A page of a list. A text is looked for in the strictest way that finds something; its later pages keep to that way. */
export async function rankedSearch<T extends { id: string }>(
  reader: Reader,
  sealer: Sealer,
  args: PageArgs,
  now: number,
  list: RankedList<T>,
): Promise<Page<T>> {
  const { name, entity, corpus, text, direction } = list;
  const first = startOf(sealer, name, args, now);
  const rules = await HouseRules.inForce(reader, first.rankedAt);
  const reputationPercent = rules.number("search.ranking", "reputationPercent");
  const { caps } = await formulaAt(reader, now);
  const pageFrom = (start: Start): Promise<Page<T>> => {
    const places = list.places({ start, now, limit: args.first + 1, reputationPercent, caps });
    return rankedPage(reader, sealer, args, { name, entity, start, places, direction });
  };
  if (!text) return pageFrom(first);
  for (const plan of first.plan ? [first.plan] : await plansOf(reader, corpus, text)) {
    const page = await pageFrom({ ...first, plan });
    if (page.nodes.length > 0 || page.pageInfo.hasNextPage) return page;
  }
  return toPage<T>(sealer, args, { name, by: "id" }, []);
}
