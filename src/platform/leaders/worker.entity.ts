import { Entity, PrimaryColumn } from "typeorm";
import { Flag, Instant } from "../database/columns";

/** A process that does work in the background. Not on SQLite. */
@Entity("worker")
export class Worker {
  /** `host:pid:…`, the end by chance: what ran under the same number before was another. */
  @PrimaryColumn("varchar", { length: 80 })
  id: string;

  /** By the database's clock: unless it is heard of until then, others do what it did. */
  @Instant()
  aliveUntil: number;

  /** It takes its share of all; others take only what they were started for. */
  @Flag()
  shares: boolean;
}
