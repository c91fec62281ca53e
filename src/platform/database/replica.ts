import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { RungWork } from "../scheduling/rung-work";
import { createDataSource, isGalera, prepareEscapes, prepareSessions, type DatabaseSettings } from "./engine";
import type { SqlValue } from "./row-mapper";
import { sendThrough, type AsArrays, type Send } from "./statements";

/** For so long an operation waits for what the replica has yet to apply. */
const PATIENCE_MS = 20;
/** A replica that says nothing for so long is read no more. */
const SILENCE_MS = 250;
const LOOKS_EVERY_MS = 1_000;
/** Reads that fail there are told of once, until none has failed for so long. */
const QUIET_MS = 60_000;
/** Of the time that a statement has there; then there is enough left for the primary to answer it. */
const SHARE = 1 / 4;
const STATEMENT_MS = 10_000;

/** What the primary has committed by now: all of it, not only what is in the log of events. */
const MARK = "SELECT epoch, @@gtid_binlog_pos AS mark FROM feed_counter WHERE id = 1";
/** Answers once the replica has that, or when it has waited long enough. The epoch tells it from another installation's. */
const REACHED = `SELECT epoch = ? AND ? <> '' AND MASTER_GTID_WAIT(?, ${PATIENCE_MS / 1_000}) = 0 AS has FROM feed_counter WHERE id = 1`;
/** The same of another server of a Galera cluster, which waits for whatever the cluster has committed. */
const REACHED_IN_CLUSTER =
  "SET STATEMENT wsrep_sync_wait = 1 FOR SELECT epoch = ? AND ? = ? AS has FROM feed_counter WHERE id = 1";

export interface ReplicaFigures {
  /** For how long it has not had all that was committed; 0: it has. */
  behindSeconds: number;
  /** Operations that read there, and those that read from the primary because it was late or away. */
  operations: { replica: number; primary: number };
  /** Reads that failed there, and were answered by the primary. */
  failedReads: number;
}

interface Connected {
  source: DataSource;
  send: Send;
  reached: string;
}

/**
 * A second server to read from. An operation reads there only when that has, at a moment after the operation began, all that the primary
 * had committed; while it is late or away everybody reads from the primary, and it is looked after each second. Whoever asks at the same
 * time is answered by one look.
 */
export class Replica {
  private connected: Connected | null = null;
  private usable = false;
  private told = false;
  private hadAllAt = performance.now();
  private readonly served = { replica: 0, primary: 0 };
  private failedReads = 0;
  private lastFailedAt = -Infinity;
  private readonly looks = new RungWork(
    () => this.look(),
    () => undefined,
  );
  /** A look that the replica has not answered yet. */
  private unanswered: Promise<unknown> | null = null;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly settings: DatabaseSettings,
    private readonly primary: Send,
    private readonly log: Logger,
  ) {
    this.timer = setInterval(() => this.looks.ring(), LOOKS_EVERY_MS).unref();
    this.looks.ring();
  }

  /** Whether it has all that is committed by now. */
  async hasAll(): Promise<boolean> {
    const has = this.usable && (await this.looks.catchUp())[1] === true;
    this.served[has ? "replica" : "primary"] += 1;
    return has;
  }

  /** Rejects when it is away: then the primary has the same and more. */
  async read(text: string, params: SqlValue[], asArrays: AsArrays): Promise<unknown> {
    if (!this.connected) throw new Error("the replica is away");
    try {
      return await this.connected.send(text, params, asArrays);
    } catch (error) {
      this.noteFailure(error);
      throw error;
    }
  }

  /** It may look well all the same, and is then read from again a second later. */
  private noteFailure(error: unknown): void {
    const now = performance.now();
    if (now - this.lastFailedAt > QUIET_MS)
      this.log.warn(
        { err: error },
        "a read failed at the replica, and is answered by the primary; others are only counted",
      );
    this.lastFailedAt = now;
    this.failedReads += 1;
    this.usable = false;
  }

  get figures(): ReplicaFigures {
    return {
      behindSeconds: this.usable ? 0 : (performance.now() - this.hadAllAt) / 1_000,
      operations: { ...this.served },
      failedReads: this.failedReads,
    };
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.looks.stop();
    await this.connected?.source.destroy().catch(() => undefined);
  }

  private async look(): Promise<boolean> {
    try {
      if (this.unanswered) throw new Error("the replica does not answer");
      const asking = this.compare();
      this.unanswered = asking.finally(() => (this.unanswered = null)).catch(() => undefined);
      const has = await Promise.race([asking, delay(SILENCE_MS, false, { ref: false })]);
      if (has) this.enter();
      else this.leave(new Error("the replica is late"));
      return has;
    } catch (error) {
      this.leave(error);
      return false;
    }
  }

  private async compare(): Promise<boolean> {
    this.connected ??= await connect(this.settings);
    const [marked] = (await this.primary(MARK, [], false)) as { epoch: string; mark: string }[];
    if (!marked) return false;
    const { send, reached } = this.connected;
    const [row] = (await send(reached, [marked.epoch, marked.mark, marked.mark], false)) as { has: number }[];
    return Number(row?.has) === 1;
  }

  private enter(): void {
    if (this.told) this.log.info("the replica has everything again, and is read from");
    this.told = false;
    this.usable = true;
    this.hadAllAt = performance.now();
  }

  private leave(error: unknown): void {
    if (!this.told) this.log.warn({ err: error }, "the replica is late or away: everything is read from the primary");
    this.told = true;
    this.usable = false;
  }
}

async function connect(settings: DatabaseSettings): Promise<Connected> {
  const source = createDataSource(settings, { migrations: [] });
  try {
    await source.initialize();
    await prepareEscapes(source);
    await prepareSessions(source, (settings.statementTimeout ?? STATEMENT_MS) * SHARE);
    return { source, send: sendThrough(source), reached: (await isGalera(source)) ? REACHED_IN_CLUSTER : REACHED };
  } catch (error) {
    if (source.isInitialized) await source.destroy();
    throw error;
  }
}
