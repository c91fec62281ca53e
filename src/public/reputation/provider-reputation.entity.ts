import { Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Instant, Integer, Json } from "../../platform/database/columns";
import { Provider } from "../../market/providers/provider.entity";
import type { Totals } from "./reputation.pure";

/** The totals of a provider's ledger. Every provider has one; changes under the provider's lock. */
@Entity("provider_reputation")
@Index(["rankKey", "providerId"])
@Index(["score", "providerId"])
@Index(["refreshDueAt"])
@Index(["formulaVersion"])
export class ProviderReputation {
  @PrimaryColumn("varchar", { length: 40 })
  @ForeignKey(() => Provider)
  providerId: string;

  /** The totals after the last line. */
  @Json()
  totals: Totals;

  /** Number of lines. */
  @Integer()
  inputs: number;

  /** In millionths, as of `updatedAt`: what search sorts by. Without the measures in force. Of newcomers, a lot of the day. */
  @Integer()
  rankKey: number;

  /** In hundredths, as of `updatedAt`, without the caps of measures; null for new providers. */
  @Integer({ nullable: true })
  score: number | null;

  /** The score last recorded as an event, in hundredths and as it was shown. */
  @Integer({ nullable: true })
  toldScore: number | null;

  @Integer()
  formulaVersion: number;

  @Instant()
  updatedAt: number;

  /** When time alone will have changed it enough to compute it again; null while there is nothing to fade. */
  @Instant({ nullable: true })
  refreshDueAt: number | null;
}
