import { Entity } from "typeorm";
import { Id, Instant, LongText } from "../../platform/database/columns";

/** Somebody has forgotten a password. Written for every address alike; whose it is, is looked up afterwards. */
@Entity("password_reset")
export class PasswordReset {
  static readonly idPrefix = "pwr";

  @Id()
  id: string;

  /** The address's keyed hashes, between spaces, see ContactAddresses. */
  @LongText()
  hashes: string;

  @Instant()
  askedAt: number;
}
