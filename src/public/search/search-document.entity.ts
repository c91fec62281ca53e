import { Entity, Index, Unique } from "typeorm";
import { Code, Id, Integer } from "../../platform/database/columns";

/** A listing or a provider that can be found. */
@Entity("search_document")
@Unique(["number"])
@Index(["refreshAfter"])
export class SearchDocument {
  /** The listing's or the provider's. */
  @Id()
  id: string;

  /** Short, because every posting repeats it. */
  @Integer()
  number: number;

  /** For a provider whose name or promises have changed: its listings after this one have yet to be indexed again. */
  @Code({ nullable: true })
  refreshAfter: string | null;
}
