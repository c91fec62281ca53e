import { Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Instant, Integer, Json } from "../../platform/database/columns";
import { Provider } from "../../market/providers/provider.entity";
import type { Totals } from "./reputation.pure";

/** What a provider's ledger comes to. Every provider has one; changes under the provider's lock. */
@Entity("provider_reputation")
@Index(["rankKey", "providerId"])
@Index(["score", "providerId"])
@Index(["refreshDueAt"])
@Index(["formulaVersion"])
export class ProviderReputation {
  @PrimaryColumn("varchar", { length: 40 })
  @ForeignKey(() => Provider)
  providerId: string;

  /** As the last line left them. */
  @Json()
  totals: Totals;

  /** How many lines there are. */
  @Integer()
  inputs: number;

  /** In millionths, as of `updatedAt`: what search sorts by. What acts on the provider is not in it. */
  @Integer()
  rankKey: number;

  /** In hundredths, as of `updatedAt`, without caps; null for who is new. */
  @Integer({ nullable: true })
  score: number | null;

  /** The score last told as an event, in hundredths and as it was shown. */
  @Integer({ nullable: true })
  toldScore: number | null;

  @Integer()
  formulaVersion: number;

  @Instant()
  updatedAt: number;

  /** When time alone will have changed it enough to look again; null while there is nothing to fade. */
  @Instant({ nullable: true })
  refreshDueAt: number | null;
}
