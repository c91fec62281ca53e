import { Entity, Index, Unique } from "typeorm";
import { Code, Flag, Id, Instant, Line, Ref } from "../../platform/database/columns";
import { ERASED } from "../../platform/database/erased-row.entity";
import type { MarketplaceRecordKind } from "./intake.types";
import { MarketplaceSource } from "./marketplace-source.entity";

/** What a record of a source is here, and what it last said. */
@Entity("marketplace_record")
@Unique(["sourceId", "kind", "externalId"])
@Index(["targetId"])
export class MarketplaceRecord {
  static readonly idPrefix = "mrc";

  @Id()
  id: string;

  @Ref(() => MarketplaceSource)
  sourceId: string;

  @Code()
  kind: MarketplaceRecordKind;

  /** What the source calls it; once a person's account was deleted, a mark of that (`WithdrawnSubjects`). */
  @Line(128)
  externalId: string;

  /** The row here: a provider, an account, an order … */
  @Code()
  targetId: string;

  /** The source made it, and so may change it; false for what was here before and is only linked. */
  @Flag()
  own: boolean;

  /** SHA-256 of the record: one that says the same again changes nothing. The mark of what was erased when its person's account was deleted. */
  @Line(64)
  digest: string;

  @Instant()
  takenInAt: number;

  /** Kept so that whoever had their account deleted is not made again by the next file. */
  get isErased(): boolean {
    return this.digest === ERASED;
  }
}
