import { Entity, PrimaryColumn, Unique } from "typeorm";
import { Code, Integer, Line } from "../../platform/database/columns";

/** What a term can lead to. */
export type Corpus = "LISTING" | "PROVIDER";

/** A word or a pair of characters that documents of one kind have or had. */
@Entity("search_term")
@Unique(["corpus", "term"])
export class SearchTerm {
  @PrimaryColumn("int")
  id: number;

  @Code()
  corpus: Corpus;

  @Line(40)
  term: string;

  /** How many documents have it. */
  @Integer()
  documents: number;
}
