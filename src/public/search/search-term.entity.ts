import { Entity, PrimaryColumn, Unique } from "typeorm";
import { Code, Integer, Line } from "../../platform/database/columns";

/** The kinds of documents a term leads to. */
export type Corpus = "LISTING" | "PROVIDER";

/** A word or a pair of characters that documents of one kind contain or contained. */
@Entity("search_term")
@Unique(["corpus", "term"])
export class SearchTerm {
  @PrimaryColumn("int")
  id: number;

  @Code()
  corpus: Corpus;

  @Line(40)
  term: string;

  /** The number of documents with it now. */
  @Integer()
  documents: number;
}
