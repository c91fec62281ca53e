import { Entity, Index, PrimaryColumn } from "typeorm";
import { Integer } from "../../platform/database/columns";

/** A document has a term. Kept in the order of the documents; the index leads from a term to those that it tells most of. */
@Entity("search_posting", { withoutRowid: true })
@Index(["termId", "weight", "documentNumber"])
export class SearchPosting {
  @PrimaryColumn("int")
  documentNumber: number;

  @PrimaryColumn("int")
  termId: number;

  /** How much the term tells of the document (see relevance.policy.ts). */
  @Integer()
  weight: number;
}
