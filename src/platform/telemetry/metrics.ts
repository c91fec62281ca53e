import { createServer, type Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { CacheFigures } from "../cache-figures";
import type { Done } from "./operation-log";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

/** How long operations take: from a kept document's 2 ms to the limit of 10 s. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** What the process knows of itself at this moment; read when somebody asks for the metrics. */
export interface Figures {
  caches: Readonly<Record<string, CacheFigures>>;
  /** Answers to visitors that were given as they are kept, and those that were made. */
  answers: { kept: number; made: number };
  liveConnections: number;
  requestsUnderWay: number;
  logPosition: number;
  /** By name: how many events of the log a projection has yet to look at. */
  projections: Readonly<Record<string, number>>;
  /** By name: 1 where this process leads. */
  leads: Labelled;
  pool: Readonly<Record<"used" | "free" | "waiting", number>>;
  /** null: there is none. */
  replica: {
    behindSeconds: number;
    operations: Readonly<Record<"replica" | "primary", number>>;
    failedReads: number;
  } | null;
  histories: { events: number; broken: number; roundEndedAt: number | null };
  /** Of the audit trail's file: what it has yet to take, and what it never had; null: there is none. */
  audit: { waitingBytes: number; lostLines: number } | null;
  /** By channel: what became of the messages that it was to carry, and for how long it has carried none. */
  letters: {
    messages: ReadonlyMap<string, Labelled>;
    givenUp: Labelled;
    staySeconds: Labelled;
  };
}

/** What is stored, the same for all processes. */
export interface StoredFigures {
  /** Clocks of cases that have run out and were not acted upon. */
  clocks: number;
  clockSeconds: number;
  jobs: Readonly<Record<string, number>>;
  jobSeconds: number;
  unnumbered: number;
  unnumberedSeconds: number;
  /** For how long the first event that no checkpoint covers has waited for one. */
  unsignedSeconds: number;
  /** By name: events that a projection had to pass over. */
  skipped: Readonly<Record<string, number>>;
}

interface DatabaseFigures extends StoredFigures {
  /** By name: how long the oldest event that a projection has yet to apply has waited. */
  projectionSeconds: Readonly<Record<string, number>>;
  /** By how much this machine's clock is ahead of the database's; null: that is in this process. */
  clockAheadSeconds: number | null;
  /** What has yet to leave the platform, where this process sees to that. */
  eventsOut: { events: number; seconds: number } | null;
  /** For how long a day that is over has not been in the warehouse, where this process sees to that. */
  warehouseSeconds: number | null;
}

type Labelled = Readonly<Record<string, number>>;

/** A scrape waits ten seconds. */
const PATIENCE_MS = 5_000;

/** What operators see of a process, in the text format of Prometheus. No label holds what a client chose. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly operations: Histogram<"kind" | "field" | "outcome">;
  private readonly statements: Histogram<"access">;
  private readonly sweeps: Histogram<"sweep">;
  private readonly sweptAt: Gauge<"sweep">;
  private readonly begun = new Set<string>();
  private readonly failures: Counter;
  private readonly failedItems: Counter<"sweep">;
  private readonly deliveries: Counter;
  /** null: the database did not answer; what it would have told is then left out. */
  private stored: DatabaseFigures | null = null;
  private backupAt: number | null = null;

  constructor(
    private readonly figures: () => Figures,
    private readonly readStored: () => Promise<DatabaseFigures>,
    /** When the newest whole backup was made, 0: there is none; null: nobody looks for any. */
    private readonly readBackup: () => Promise<number | null>,
  ) {
    const { registry } = this;
    const registers = [registry];
    collectDefaultMetrics({ register: registry });
    this.operations = new Histogram({
      name: "redress_operation_seconds",
      help: "Executed operations by their first root field; outcome: ok, or the code of the first error.",
      labelNames: ["kind", "field", "outcome"],
      buckets: SECONDS,
      registers,
    });
    this.statements = new Histogram({
      name: "redress_db_statement_seconds",
      help: "What the database was asked, its waiting for a connection included; what a transaction writes is one.",
      labelNames: ["access"],
      buckets: SECONDS,
      registers,
    });
    this.sweeps = new Histogram({
      name: "redress_sweep_seconds",
      help: "Sweeps of this process that succeeded.",
      labelNames: ["sweep"],
      buckets: SECONDS,
      registers,
    });
    this.sweptAt = new Gauge({
      name: "redress_sweep_last_success_timestamp_seconds",
      help: "When a sweep last succeeded in this process; until then, when it began for the first time.",
      labelNames: ["sweep"],
      registers,
    });
    this.failures = new Counter({
      name: "redress_sweep_failures_total",
      help: "Rounds of sweeps that one of them ended: those after it did not run.",
      registers,
    });
    this.failedItems = new Counter({
      name: "redress_sweep_items_failed_total",
      help: "What was due and could not be dealt with, each time that it was tried; the others went on.",
      labelNames: ["sweep"],
      registers,
    });
    this.deliveries = new Counter({
      name: "redress_live_deliveries_total",
      help: "Payloads that live streams were sent.",
      registers,
    });
    this.addGauges();
    new Counter({
      name: "redress_shared_answers_total",
      help: "Answers to visitors, given as they are kept or made.",
      labelNames: ["how"],
      registers,
      collect() {
        const { kept, made } = figures().answers;
        this.reset();
        this.inc({ how: "kept" }, kept);
        this.inc({ how: "made" }, made);
      },
    });
  }

  private addGauges(): void {
    const { figures, gauge, gauges } = this;
    const ofCaches = (name: string, help: string, read: (cache: CacheFigures) => number): void =>
      gauges(name, help, "cache", () =>
        Object.fromEntries(Object.entries(figures().caches).map(([cache, each]) => [cache, read(each)])),
      );
    ofCaches("redress_cache_entries", "Entries of a cache.", ({ entries }) => entries);
    ofCaches("redress_cache_bytes", "Estimated memory of a cache.", ({ bytes }) => bytes);
    ofCaches("redress_cache_max_bytes", "What a cache is bounded by.", ({ maxBytes }) => maxBytes);
    gauge("redress_live_connections", "Open websockets and event streams.", () => figures().liveConnections);
    gauge("redress_requests_under_way", "Requests being answered.", () => figures().requestsUnderWay);
    gauge("redress_log_position", "The last event of the log that this process has read.", () => figures().logPosition);
    gauges(
      "redress_projection_lag_events",
      "Events of the log that a projection has yet to look at.",
      "name",
      () => figures().projections,
    );
    gauges(
      "redress_leads",
      "1: this process does what only one does at a time; 0: another one does, or nobody.",
      "name",
      () => figures().leads,
    );
    gauges(
      "redress_db_pool",
      "Connections to the database, and requests that wait for one.",
      "state",
      () => figures().pool,
    );
    gauge(
      "redress_replica_behind_seconds",
      "For how long the replica has not had all that was committed.",
      () => figures().replica?.behindSeconds ?? null,
    );
    new Counter({
      name: "redress_replica_operations_total",
      help: "Operations that change nothing, by where they read.",
      labelNames: ["from"],
      registers: [this.registry],
      collect() {
        this.reset();
        const operations = figures().replica?.operations;
        if (!operations) return;
        this.inc({ from: "replica" }, operations.replica);
        this.inc({ from: "primary" }, operations.primary);
      },
    });
    new Counter({
      name: "redress_replica_failed_reads_total",
      help: "Reads that failed at the replica, and were answered by the primary.",
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(figures().replica?.failedReads ?? 0);
      },
    });
    gauge("redress_broken_histories", "Histories found not to be what was recorded.", () => figures().histories.broken);
    gauge(
      "redress_histories_round_timestamp_seconds",
      "When this process had last verified all histories; absent: not yet.",
      () => inSeconds(figures().histories.roundEndedAt),
    );
    new Counter({
      name: "redress_history_events_verified_total",
      help: "Events of histories that this process has verified.",
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(figures().histories.events);
      },
    });
    gauge(
      "redress_audit_waiting_bytes",
      "Lines of the audit trail that its file has not taken.",
      () => figures().audit?.waitingBytes ?? null,
    );
    new Counter({
      name: "redress_audit_lost_lines_total",
      help: "Lines of the audit trail that its file never had.",
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(figures().audit?.lostLines ?? 0);
      },
    });
    gauge(
      "redress_backup_timestamp_seconds",
      "When the newest whole backup in BACKUPS_DIR was made; 0: there is none.",
      () => this.backupAt && this.backupAt / 1_000,
    );
    this.addLetters();
    this.addStored();
  }

  private addLetters(): void {
    const { figures, gauges } = this;
    new Counter({
      name: "redress_messages_total",
      help: "Messages to people that a channel was asked to carry, each attempt, by what became of it.",
      labelNames: ["channel", "outcome"],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [channel, outcomes] of figures().letters.messages)
          for (const [outcome, messages] of Object.entries(outcomes)) this.inc({ channel, outcome }, messages);
      },
    });
    new Counter({
      name: "redress_letters_given_up_total",
      help: "Letters that a channel refused, or did not carry for days; of browsers, news that their push service did not take for an hour.",
      labelNames: ["channel"],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [channel, letters] of Object.entries(figures().letters.givenUp)) this.inc({ channel }, letters);
      },
    });
    gauges(
      "redress_letters_stay_seconds",
      "For how long a channel that was asked to has carried no letter; 0: what it was last asked it carried, or refused for good.",
      "channel",
      () => figures().letters.staySeconds,
    );
  }

  private addStored(): void {
    const { gauge, gauges } = this;
    const of = (read: (stored: DatabaseFigures) => number | null) => () => this.stored && read(this.stored);
    const each = (read: (stored: DatabaseFigures) => Labelled) => () => (this.stored ? read(this.stored) : {});
    gauge("redress_db_answers", "Whether the database told what is stored.", () => (this.stored ? 1 : 0));
    gauge(
      "redress_clock_ahead_seconds",
      "By how much this machine's clock is ahead of the database's, which all have in common.",
      of(({ clockAheadSeconds }) => clockAheadSeconds),
    );
    gauges(
      "redress_projection_lag_seconds",
      "How long the oldest event that a projection has yet to apply has waited.",
      "name",
      each(({ projectionSeconds }) => projectionSeconds),
    );
    gauges(
      "redress_projection_skipped_events",
      "Events that an operator had a projection pass over: what it derives is wrong until it is rebuilt.",
      "name",
      each(({ skipped }) => skipped),
    );
    gauge(
      "redress_events_out_lag_events",
      "Events that have yet to leave for EVENTS_URL.",
      of(({ eventsOut }) => eventsOut?.events ?? null),
    );
    gauge(
      "redress_events_out_lag_seconds",
      "For how long the first of them has waited.",
      of(({ eventsOut }) => eventsOut?.seconds ?? null),
    );
    gauge(
      "redress_warehouse_late_seconds",
      "For how long a day that is over has not been in WAREHOUSE_URL.",
      of(({ warehouseSeconds }) => warehouseSeconds),
    );
    gauge(
      "redress_clock_overdue",
      "Clocks of cases that ran out and were not acted upon.",
      of(({ clocks }) => clocks),
    );
    gauge(
      "redress_clock_overdue_seconds",
      "For how long the first of them has been.",
      of(({ clockSeconds }) => clockSeconds),
    );
    gauges(
      "redress_jobs",
      "Jobs that are not done.",
      "status",
      each(({ jobs }) => jobs),
    );
    gauge(
      "redress_job_waiting_seconds",
      "How long the first queued job has waited.",
      of(({ jobSeconds }) => jobSeconds),
    );
    gauge(
      "redress_log_unsequenced",
      "Events that wait for their place in the log.",
      of(({ unnumbered }) => unnumbered),
    );
    gauge(
      "redress_log_unsequenced_seconds",
      "How long the first of them has waited.",
      of(({ unnumberedSeconds }) => unnumberedSeconds),
    );
    gauge(
      "redress_checkpoint_lag_seconds",
      "How long the first event that no checkpoint covers has waited for one.",
      of(({ unsignedSeconds }) => unsignedSeconds),
    );
  }

  /** null: left out. */
  private readonly gauge = (name: string, help: string, read: () => number | null): void =>
    void new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        const figure = read();
        if (figure === null) this.remove();
        else this.set(figure);
      },
    });

  private readonly gauges = (name: string, help: string, label: string, read: () => Labelled): void =>
    void new Gauge({
      name,
      help,
      registers: [this.registry],
      labelNames: [label],
      collect() {
        this.reset();
        for (const [value, figure] of Object.entries(read())) this.set({ [label]: value }, figure);
      },
    });

  /** `field` must be one of the schema's, `outcome` ok or a code of the catalogue: each pair of them is kept for ever. */
  operation({ kind, field, outcome, milliseconds }: Done): void {
    this.operations.observe({ kind: kind ?? "", field: field ?? "", outcome }, milliseconds / 1_000);
  }

  statement(access: "read" | "write", seconds: number): void {
    this.statements.observe({ access }, seconds);
  }

  /** One that never ends, from its first time on, has to become old as well. */
  sweepBegins(sweep: string): void {
    if (this.begun.has(sweep)) return;
    this.begun.add(sweep);
    this.sweptAt.set({ sweep }, Date.now() / 1_000);
  }

  swept(sweep: string, seconds: number, failed: number): void {
    this.sweeps.observe({ sweep }, seconds);
    this.failedItems.inc({ sweep }, failed);
    this.sweptAt.set({ sweep }, Date.now() / 1_000);
  }

  sweepFailed(): void {
    this.failures.inc();
  }

  delivered(payloads: number): void {
    this.deliveries.inc(payloads);
  }

  /** A door of its own, so that what the world can reach and what operators read are never the same port. */
  serve(log: Logger): Server {
    return createServer((request, response) => {
      if (request.method !== "GET" || request.url !== "/metrics") return void response.writeHead(404).end();
      this.text(log).then(
        (text) => response.writeHead(200, { "Content-Type": CONTENT_TYPE }).end(text),
        (error: unknown) => {
          log.error({ err: error }, "the metrics could not be read");
          response.writeHead(500).end();
        },
      );
    });
  }

  private async text(log: Logger): Promise<string> {
    const late = delay(PATIENCE_MS, null, { ref: false });
    const stored = this.readStored().catch((error: unknown) => {
      log.warn({ err: error }, "the metrics of what is stored could not be read");
      return null;
    });
    [this.stored, this.backupAt] = await Promise.all([
      Promise.race([stored, late]),
      Promise.race([this.readBackup(), late]),
    ]);
    return this.registry.metrics();
  }
}

const inSeconds = (moment: number | null): number | null => moment && moment / 1_000;
