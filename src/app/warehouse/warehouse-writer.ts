import type { Logger } from "pino";
import type { Database } from "../../platform/database/database";
import { LeadLost } from "../../platform/lead-lost";
import type { Leaders } from "../../platform/leaders/leaders";
import { logFault } from "../../platform/telemetry/log-fault";
import { RungWork } from "../../platform/scheduling/rung-work";
import { MINUTE } from "../../platform/time";
import type { Warehouse } from "./warehouse";

/** Under which name it is led, see Leaders. */
export const WAREHOUSE_LEAD = "warehouse";

/** Writes each day soon after it has ended, beside all other work. What fails is tried again; what was missed is caught up on. */
export class WarehouseWriter {
  private readonly rounds = new RungWork(
    () => this.round(),
    (error) => logFault(this.log, error, {}, "a day could not be written for the warehouse; trying again"),
  );
  private readonly stopListening: () => void;

  constructor(
    private readonly leaders: Leaders,
    /** Over a database whose transactions look at the lead. */
    private readonly over: (database: Database) => Warehouse,
    private readonly log: Logger,
  ) {
    const ring = (): void => this.rounds.ring();
    const stopLeading = leaders.onLead(ring);
    const timer = setInterval(ring, MINUTE).unref();
    this.stopListening = () => (clearInterval(timer), stopLeading());
    ring();
  }

  /** In seconds; null: another process leads. */
  async lateness(): Promise<number | null> {
    const lead = this.leaders.of(WAREHOUSE_LEAD);
    return lead && this.over(lead.database).lateness();
  }

  /** Waits for the day under way. */
  async stop(): Promise<void> {
    this.stopListening();
    await this.rounds.stop();
  }

  private async round(): Promise<void> {
    const lead = this.leaders.of(WAREHOUSE_LEAD);
    if (!lead) return;
    try {
      for await (const { day, datasets } of this.over(lead.database).writeDue()) {
        this.log.info({ day, datasets }, "a day is in the warehouse");
        if (this.rounds.isStopped || this.leaders.of(WAREHOUSE_LEAD) !== lead) return;
      }
    } catch (error) {
      // Whoever leads now begins where this one has come to.
      if (!(error instanceof LeadLost)) throw error;
    }
  }
}
