import { openSync, writeSync } from "node:fs";
import type { Logger } from "pino";

/** For nobody else's eyes. */
const ONLY_OURS = 0o600;
/** In bytes, of lines that cannot be written now: some fifty thousand. */
const MOST_KEPT = 16 * 1_048_576;
const RETRY_MS = 1_000;

/** Lines that the file never had. */
interface Gap {
  lines: number;
  from: string;
  until: string;
}

/**
 * Takes the audit trail, each line before the act it tells of is answered. What a full disk does not take waits in memory, up to a limit, and is
 * written in order once there is room; what goes beyond is lost to the file, which then says how much, and when. The database has each of those
 * acts and readings all the same, so nobody's work is refused meanwhile: but the log and the metrics say it from the first line that waits.
 */
export class AuditFile {
  private readonly fd: number;
  private waiting: Buffer[] = [];
  private gap: Gap | null = null;
  private retrying: NodeJS.Timeout | null = null;
  private all = { waitingBytes: 0, lostLines: 0 };

  constructor(
    path: string,
    private readonly log: Logger,
    private readonly mostKept = MOST_KEPT,
  ) {
    this.fd = openSync(path, "a", ONLY_OURS);
  }

  get figures(): Readonly<{ waitingBytes: number; lostLines: number }> {
    return this.all;
  }

  write(line: string): void {
    const bytes = Buffer.from(line);
    if (this.all.waitingBytes + bytes.length > this.mostKept) return this.lose();
    this.waiting.push(bytes);
    this.all.waitingBytes += bytes.length;
    if (this.retrying === null) this.flush();
  }

  /** Tries once more, and says what nobody will write any more. */
  end(): void {
    if (this.retrying === null) return;
    clearTimeout(this.retrying);
    this.flush();
    if (this.retrying === null) return;
    clearTimeout(this.retrying);
    this.log.error({ ...this.figures }, "the audit trail ends with lines that could not be written");
  }

  private flush(): void {
    let rest = Buffer.concat(this.waiting);
    let failed: unknown = null;
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(this.fd, rest));
    } catch (error) {
      failed = error;
    }
    this.waiting = rest.length > 0 ? [rest] : [];
    this.all.waitingBytes = rest.length;
    if (failed === null) this.goOn();
    else this.putOff(failed);
  }

  private putOff(error: unknown): void {
    if (this.retrying === null)
      this.log.error({ err: error }, "the audit trail cannot be written: its lines wait in memory until it can");
    this.retrying = setTimeout(() => this.flush(), RETRY_MS).unref();
  }

  private goOn(): void {
    if (this.retrying === null) return;
    this.retrying = null;
    const { gap } = this;
    this.gap = null;
    this.log.warn({ lost: gap?.lines ?? 0 }, "the audit trail is written again");
    if (gap)
      this.write(`${JSON.stringify({ level: 50, time: Date.now(), act: "LINES_LOST", ...gap, msg: "audit" })}\n`);
  }

  private lose(): void {
    const now = new Date().toISOString();
    if (this.gap === null) this.log.error("lines of the audit trail are lost: nobody has made room for them");
    this.gap ??= { lines: 0, from: now, until: now };
    this.gap.lines += 1;
    this.gap.until = now;
    this.all.lostLines += 1;
  }
}
