import { Entity, Index, Unique } from "typeorm";
import { Provider } from "../../market/providers/provider.entity";
import { BigInteger, Code, Id, Integer, Ref } from "../../platform/database/columns";

/** How many orders of one month kept and broke the promises of one lineage. Maintained by a projection: see keeping.projection.ts. */
@Entity("kept_count")
@Unique(["lineage", "period"])
@Index(["providerId", "period"])
export class KeptCount {
  static readonly idPrefix = "kpc";

  @Id()
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Code({ length: 81 })
  lineage: string;

  /** `YYYYMM` in which the orders were placed. */
  @Integer()
  period: number;

  @BigInteger()
  kept: number;

  @BigInteger()
  broken: number;
}
