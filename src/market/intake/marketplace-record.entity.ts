import { Entity, Index, Unique } from "typeorm";
import { Code, Flag, Id, Instant, Line, Ref } from "../../platform/database/columns";
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

  @Line(128)
  externalId: string;

  /** The row here: a provider, an account, an order … */
  @Code()
  targetId: string;

  /** The source made it, and so may change it; false for what was here before and is only linked. */
  @Flag()
  own: boolean;

  /** SHA-256 of the record: one that says the same again changes nothing. */
  @Line(64)
  digest: string;

  @Instant()
  takenInAt: number;
}
