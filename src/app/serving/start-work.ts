import { sweepClocks } from "../../case/complaints/sweep-clocks";
import { DatabaseFull } from "../../platform/database/faults";
import { HistoryWalk } from "../../platform/feed/history-walk";
import type { Database } from "../../platform/database/database";
import type { Services, SweptServices } from "../../platform/graphql/context";
import { JobRunner } from "../../platform/jobs/job-runner";
import type { Metrics } from "../../platform/telemetry/metrics";
import { HOUR } from "../../platform/time";
import { WebhookCourier } from "../../public/webhooks/webhook-courier";
import { findUnfilled } from "../demo/market/enter-market";
import { MarketFilling } from "../demo/market/market-filling";
import { JOBS, SYSTEM_ACTS } from "../districts";
import { EventRelay } from "../events-out/event-relay";
import { NatsSink } from "../events-out/nats-sink";
import { TestMarket } from "../sandboxes/test-market";
import type { Sweeper } from "../sweeper";
import { sweepLead, type SweepTold } from "../sweeps";
import { openWarehouse } from "../warehouse/open-warehouse";
import type { WarehouseWriter } from "../warehouse/warehouse-writer";
import { warnOperators } from "../upkeep/warn-operators";
import type { Data } from "./open-data";
import type { Feed } from "./start-feed";
import type { Starting } from "./starting";

export interface Workers {
  jobs: JobRunner;
  walk: HistoryWalk;
}

/** What takes up work that requests leave behind. */
export function startWorkers(
  { config, log, begun }: Starting,
  { database }: Data,
  { tail, leaders }: Feed,
  services: Services,
): Workers {
  const works = config.roles.has("worker");
  const jobs = new JobRunner(services, works ? JOBS : []);
  const walk = new HistoryWalk(database, tail, log);
  const courier = works ? new WebhookCourier(services, leaders) : null;
  begun.push(
    () => jobs.stop(),
    () => walk.stop(),
    () => courier?.stop(),
  );
  return { jobs, walk };
}

/** Where the log leaves the house, while somebody wants it. */
export interface Outlets {
  relay: EventRelay | null;
  warehouseWriter: WarehouseWriter | null;
}

/** The log's ways out; then the demo's market and the sandbox's, which go on by themselves. */
export async function startOutlets(
  { config, options, log, begun }: Starting,
  { database, clock, demoClock, demo }: Data,
  { leaders }: Feed,
  services: Services,
  outlets: Outlets,
): Promise<MarketFilling | null> {
  const works = config.roles.has("worker");
  const { events, warehouse } = config;
  begun.push(
    () => outlets.warehouseWriter?.stop(),
    () => outlets.relay?.stop(),
  );
  if (works && events) outlets.relay = new EventRelay(services, leaders, () => NatsSink.open(events));
  if (works && warehouse) outlets.warehouseWriter = await openWarehouse(services, warehouse, leaders);
  if (!options.sandbox) await warnOperators(database, services.sealer, clock.now(), log);
  const testMarket = options.sandbox && demoClock ? TestMarket.open(services, demoClock) : null;
  begun.push(() => testMarket?.stop());
  const filling =
    demo && demoClock && (await findUnfilled(database))
      ? new MarketFilling(services, demoClock, (swept) => sweepClocks(swept, SYSTEM_ACTS), options.onMarket)
      : null;
  begun.push(() => filling?.stop());
  return filling;
}

export interface Swept {
  services: Services;
  sweepers: readonly Sweeper[];
  told: SweepTold;
  metrics: Metrics | null;
  /** As much of a lead's database as a sweep may fill. */
  bounded: (whole: Database) => Database;
  deprecatedUse: { report(log: Starting["log"]): void };
}

/** What is due by time, each sweep by its leader. */
export function startSweeping(
  { config, log, begun }: Starting,
  { leaders, projector }: Feed,
  { jobs, walk }: Workers,
  { services, sweepers, told, metrics, bounded, deprecatedUse }: Swept,
): void {
  const works = config.roles.has("worker");
  const ledServices = (name: string): SweptServices | null => {
    const lead = leaders.of(sweepLead(name));
    if (!lead) return null;
    return Object.create(services, { database: { value: bounded(lead.database), enumerable: true } }) as Services;
  };
  const work = (): void => {
    walk.ring();
    if (!works) return;
    jobs.ring();
    for (const sweeper of sweepers)
      if (!sweeper.isUnderWay)
        sweeper
          .after(ledServices, told)
          .then(() => projector.ring())
          .catch((error: unknown) => {
            metrics?.sweepFailed();
            const level = error instanceof DatabaseFull ? "debug" : "warn";
            log[level]({ err: error }, "the sweep failed; trying again");
          });
  };
  jobs.ring();
  const sweeping = setInterval(work, config.sweepSeconds * 1_000).unref();
  const reporting = setInterval(() => deprecatedUse.report(log), HOUR).unref();
  begun.push(
    () => clearInterval(sweeping),
    () => clearInterval(reporting),
  );
}
