import { Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Provider } from "../../market/providers/provider.entity";
import { Instant, Integer } from "../../platform/database/columns";

/** All promises of a provider together, as of `countedAt`: what search sorts by. A provider of whom nothing is known has no row. */
@Entity("provider_keeping")
@Index(["rankKey", "providerId"])
@Index(["countedAt"])
export class ProviderKeeping {
  @PrimaryColumn("varchar", { length: 40 })
  @ForeignKey(() => Provider)
  providerId: string;

  @Integer()
  kept: number;

  @Integer()
  broken: number;

  /** In millionths; 0 while there are too few orders. */
  @Integer()
  rankKey: number;

  @Instant()
  countedAt: number;
}
