import { Entity } from "typeorm";
import { Id, Integer } from "../../platform/database/columns";

/** One row, the head of the index: whoever writes to the index holds its lock. */
@Entity("search_index")
export class SearchIndex {
  @Id()
  id: string;

  /** How many documents there are. */
  @Integer()
  listings: number;

  @Integer()
  providers: number;

  /** The numbers given out last. */
  @Integer()
  lastDocument: number;

  @Integer()
  lastTerm: number;
}

export const SEARCH_INDEX = "search";
