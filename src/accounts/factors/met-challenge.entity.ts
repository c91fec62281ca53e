import { Entity, Index } from "typeorm";
import { Id, Instant, Integer } from "../../platform/database/columns";

/** The outcome of a challenge. Challenges are sealed and given to clients; one has a row only once it was answered, correctly or not. */
@Entity("met_challenge")
@Index(["expiresAt"])
export class MetChallenge {
  static readonly idPrefix = "chl";

  @Id()
  id: string;

  @Integer()
  wrongCodes: number;

  @Instant({ nullable: true })
  usedAt: number | null;

  @Instant()
  expiresAt: number;
}
