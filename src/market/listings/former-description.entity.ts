import { Entity, Unique } from "typeorm";
import { AppendOnly } from "../../platform/database/append-only";
import { Id, Instant, Integer, LongText, Ref } from "../../platform/database/columns";
import { Listing } from "./listing.entity";

/** What a listing said of its service until it was changed: whoever ordered before ordered this. Rows are only ever added. */
@AppendOnly()
@Entity("former_description")
@Unique(["listingId", "version"])
export class FormerDescription {
  static readonly idPrefix = "fds";

  @Id()
  id: string;

  @Ref(() => Listing)
  listingId: string;

  /** The last version of the listing that said so. */
  @Integer()
  version: number;

  @LongText()
  text: string;

  @Instant()
  until: number;
}
