import { Entity, Index, PrimaryColumn } from "typeorm";
import { Integer } from "../../platform/database/columns";

/** A term of a document. Stored in the order of the documents; the index leads from a term to the documents where it weighs most. */
@Entity("search_posting", { withoutRowid: true })
@Index(["termId", "weight", "documentNumber"])
export class SearchPosting {
  @PrimaryColumn("int")
  documentNumber: number;

  @PrimaryColumn("int")
  termId: number;

  /** The term's weight in the document (see relevance.pure.ts). */
  @Integer()
  weight: number;
}
