import { Carriage } from "../../accounts/contacts/carriage";
import { clockAhead } from "../../platform/database/clock-ahead";
import type { HistoryWalk } from "../../platform/feed/history-walk";
import type { Metrics } from "../../platform/telemetry/metrics";
import type { EventRelay } from "../events-out/event-relay";
import { readFigures } from "./read-figures";
import { latestBackup } from "../upkeep/latest-backup";
import type { WarehouseWriter } from "../warehouse/warehouse-writer";
import type { Data } from "./open-data";
import type { Doors } from "./open-doors";
import type { Feed } from "./start-feed";
import type { Starting } from "./starting";

/** What is asked for figures besides; begun after the metrics are there. */
export interface Measured {
  walk: HistoryWalk;
  doors: () => Doors;
  relay: () => EventRelay | null;
  warehouseWriter: () => WarehouseWriter | null;
}

/** Null: nobody reads them. */
export async function openMetrics(
  { config }: Starting,
  { database, clock, auditFile }: Data,
  { tail, requests, projector, leaders }: Feed,
  { walk, doors, relay, warehouseWriter }: Measured,
): Promise<Metrics | null> {
  if (!config.metrics) return null;
  const metrics = new (await import("../../platform/telemetry/metrics.js")).Metrics(
    () => {
      const { pipeline, kept, live } = doors();
      return {
        caches: {
          ...pipeline.caches,
          events: tail.figures,
          ...(kept ? { answers: kept.figures, texts: kept.texts } : {}),
        },
        answers: { kept: kept?.figures.served ?? 0, made: kept?.figures.made ?? 0 },
        liveConnections: live.size,
        requestsUnderWay: requests.size,
        logPosition: tail.position,
        projections: projector.lags,
        leads: leaders.figures,
        pool: database.pool,
        replica: database.replica,
        histories: walk,
        audit: auditFile?.figures ?? null,
        letters: Carriage.of(database).figures(clock.now()),
      };
    },
    async () => ({
      ...(await readFigures(database, clock)),
      clockAheadSeconds: await clockAhead(database).then((ahead) => ahead && ahead / 1_000),
      projectionSeconds: await projector.waits(clock.now()),
      eventsOut: (await relay()?.lag()) ?? null,
      warehouseSeconds: (await warehouseWriter()?.lateness()) ?? null,
    }),
    async () => (config.backups === undefined ? null : ((await latestBackup(config.backups)) ?? 0)),
  );
  database.onStatement((...told) => metrics.statement(...told));
  return metrics;
}
