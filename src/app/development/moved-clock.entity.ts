import { Entity } from "typeorm";
import { BigInteger, Id } from "../../platform/database/columns";

/** How far `advanceClock` has moved the clock ahead of the system's, so that a restart does not take time back. */
@Entity("moved_clock")
export class MovedClock {
  /** Always `clock`. */
  @Id()
  id: string;

  /** Milliseconds. */
  @BigInteger()
  ahead: number;
}
