import { Entity } from "typeorm";
import { Id, Integer } from "../../platform/database/columns";

/** One row, the head of the index: every writer to the index holds its lock. */
@Entity("search_index")
export class SearchIndex {
  @Id()
  id: string;

  /** The number of documents. */
  @Integer()
  listings: number;

  @Integer()
  providers: number;

  /** The last numbers assigned. */
  @Integer()
  lastDocument: number;

  @Integer()
  lastTerm: number;
}

export const SEARCH_INDEX = "search";
