import { Entity, PrimaryColumn } from "typeorm";
import { Instant, Integer } from "../../platform/database/columns";

/** The row of the whole market. */
export const MARKET = "*";

/** How many orders of a category ended in an upheld case, as it was last measured: the bar for its providers. */
@Entity("upheld_rate")
export class UpheldRate {
  /** The category, or `*`. */
  @PrimaryColumn("varchar", { length: 64 })
  id: string;

  @Instant()
  since: number;

  @Instant()
  until: number;

  /** Consumers with an upheld case against a provider; one of several providers counts for each. */
  @Integer()
  consumers: number;

  @Integer()
  orders: number;
}
