import { createServer, type Server } from "node:http";
import type { Logger } from "pino";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

/** How long operations take: from a kept document's 2 ms to the limit of 10 s. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** A cache bounded by bytes. */
export interface CacheFigures {
  entries: number;
  /** Estimated. */
  bytes: number;
  maxBytes: number;
}

export const figuresOfCache = (cache: Record<"size" | "calculatedSize" | "maxSize", number>): CacheFigures => ({
  entries: cache.size,
  bytes: cache.calculatedSize,
  maxBytes: cache.maxSize,
});

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
}

/** What operators see of a process, in the text format of Prometheus. No label holds what a client chose. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly operations: Histogram<"kind" | "field" | "outcome">;

  constructor(figures: () => Figures) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.operations = new Histogram({
      name: "redress_operation_seconds",
      help: "Executed operations by their first root field; outcome: ok, or the code of the first error.",
      labelNames: ["kind", "field", "outcome"],
      buckets: SECONDS,
      registers,
    });
    const gauge = (name: string, help: string, read: () => number): unknown =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    const gauges = (name: string, help: string, label: string, read: () => Readonly<Record<string, number>>): unknown =>
      new Gauge({
        name,
        help,
        registers,
        labelNames: [label],
        collect() {
          for (const [value, number] of Object.entries(read())) this.set({ [label]: value }, number);
        },
      });
    const ofCaches = (name: string, help: string, read: (cache: CacheFigures) => number): unknown =>
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
    new Counter({
      name: "redress_visitor_answers_total",
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

  /** `field` must be one of the schema's, `outcome` ok or a code of the catalogue: each pair of them is kept for ever. */
  operation(kind: string, field: string, outcome: string, seconds: number): void {
    this.operations.observe({ kind, field, outcome }, seconds);
  }

  /** A door of its own, so that what the world can reach and what operators read are never the same port. */
  serve(log: Logger): Server {
    return createServer((request, response) => {
      if (request.method !== "GET" || request.url !== "/metrics") return void response.writeHead(404).end();
      this.registry.metrics().then(
        (text) => response.writeHead(200, { "Content-Type": CONTENT_TYPE }).end(text),
        (error: unknown) => {
          log.error({ err: error }, "the metrics could not be read");
          response.writeHead(500).end();
        },
      );
    });
  }
}
