import type { Logger } from "pino";
import { traceId } from "./trace";

/** What one operation asked of the database. */
export interface Spent {
  statements: number;
  milliseconds: number;
}

/** An operation that is over, or a stream that has been opened. */
export interface Done {
  requestId: string;
  kind: "query" | "mutation" | "subscription" | null;
  /** As its client calls it; null: it has no name, or was not read. */
  name: string | null;
  /** Its first field; null: it was refused before it was read, or its answer had been kept. */
  field: string | null;
  /** `ok`, or the code of its first error. */
  outcome: string;
  milliseconds: number;
  spent: Spent | null;
  accountId: string | null;
  /** What sent it, as it calls itself. */
  client: string | null;
  /** It was answered with what had been made for another visitor. */
  kept?: boolean;
}

/** Ours, and not the client's: an operator wants to know of each. */
const OURS: ReadonlySet<string> = new Set(["INTERNAL_SERVER_ERROR", "UNAVAILABLE", "OVERLOADED"]);
const SECOND = 1_000;

/**
 * One line for each operation, as long as they are no more in a second than is wanted; what is slow or failed by our own fault has one in
 * any case, as a warning. Without what was sent and without what was answered.
 */
export class OperationLog {
  private since = -Infinity;
  private lines = 0;
  private omitted = 0;

  constructor(
    private readonly log: Logger,
    private readonly settings: { slowMs: number; mostInASecond: number },
    private readonly clock: () => number = () => performance.now(),
  ) {}

  tell(all: Done): void {
    const isSlow = all.milliseconds >= this.settings.slowMs;
    const level = isSlow || OURS.has(all.outcome) ? "warn" : "info";
    if (!this.log.isLevelEnabled(level) || (level === "info" && !this.hasRoom())) return;
    const { milliseconds, spent, kept, ...done } = all;
    const { omitted } = this;
    this.omitted = 0;
    this.log[level](
      {
        ...done,
        ms: rounded(milliseconds),
        ...(spent && { statements: spent.statements, databaseMs: rounded(spent.milliseconds) }),
        ...(kept && { kept }),
        ...(omitted > 0 && { omitted }),
        traceId: traceId(),
      },
      isSlow ? "a slow operation" : "operation",
    );
  }

  private hasRoom(): boolean {
    const now = this.clock();
    if (now - this.since >= SECOND) [this.since, this.lines] = [now, 0];
    this.lines += 1;
    if (this.lines <= this.settings.mostInASecond) return true;
    this.omitted += 1;
    return false;
  }
}

const rounded = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
