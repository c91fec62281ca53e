import { Entity } from "typeorm";
import { BigInteger, Id, Instant } from "../../platform/database/columns";

/** A day of the log that has ended: where, so that each event belongs to one day for ever, whenever its files are written. */
@Entity("warehouse_day")
export class WarehouseDay {
  /** `2026-11-27`, in UTC. */
  @Id()
  id: string;

  /** The last event that belongs to it. */
  @BigInteger()
  position: number;

  /** When its files were complete for the first time; null: not yet. */
  @Instant({ nullable: true })
  writtenAt: number | null;
}
