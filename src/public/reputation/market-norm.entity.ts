import { Entity, PrimaryColumn } from "typeorm";
import { BigInteger, Instant } from "../../platform/database/columns";

/** What is usual in a category, as it was last measured: a line of a ledger is weighed against it once, when it is written. */
@Entity("market_norm")
export class MarketNorm {
  /** `price <category> <currency>`, in minor units; `settled <category>`, settled cases in a million orders. `*` is the market. */
  @PrimaryColumn("varchar", { length: 80 })
  id: string;

  @BigInteger()
  value: number;

  @Instant()
  measuredAt: number;
}
