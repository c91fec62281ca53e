import { Entity, Index, PrimaryColumn } from "typeorm";

/** A word, a character or a pair of characters of a text by which its row can be found; see `searched.ts`. */
@Entity("text_term", { withoutRowid: true })
@Index(["subjectId", "field"])
export class TextTerm {
  /** Which text: `table.column`. */
  @PrimaryColumn("varchar", { length: 40 })
  field: string;

  @PrimaryColumn("varchar", { length: 40 })
  term: string;

  /** The row's id. */
  @PrimaryColumn("varchar", { length: 40 })
  subjectId: string;
}
