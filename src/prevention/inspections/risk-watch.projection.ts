import { Complaint } from "../../case/complaints/complaint.entity";
import { isRising, chanceOf, type Bar } from "../../case/detection/breach-rate.pure";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { DAY, HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { UnitOf } from "../../house-rules/house-rules.table";
import { beginInspection } from "./begin-inspection";
import type { RiskMeasure } from "./inspection-enums.types";
import { Inspection } from "./inspection.entity";
import type { RiskNumbers, RiskWindow } from "./risk-numbers.types";
import { countEvents, countOrders } from "./risk.queries";
import { RiskWatch } from "./risk-watch.entity";

/** A provider with new events is checked, but at most at this interval: counting stays cheap however many events arrive. */
export const riskProjection: Projection<"COMPLAINT_OPENED" | "RULING_FINAL"> = {
  name: "risk-watch",
  types: new Set(["COMPLAINT_OPENED", "RULING_FINAL"]),
  ahead: (known, { streamId }) => known.byId(Complaint, streamId),
  // Once for all events of a provider.
  async apply() {},
  async settle(tx, events, known) {
    const complaints = await Promise.all(events.map(({ streamId }) => known.byId(Complaint, streamId)));
    const providers = [...new Set(complaints.flatMap((complaint) => complaint?.providerId ?? []))];
    const hours = (await HouseRules.inForce(tx, tx.now)).number("inspection.risk", "hours");
    tx.lockAll(RiskWatch, providers);
    const watches = new Map((await tx.find(RiskWatch, { id: providers })).map((watch) => [watch.id, watch]));
    const added = providers.filter((id) => !watches.has(id));
    tx.insert(RiskWatch, ...added.map((id) => ({ id, lookAt: tx.now, lookedAt: null })));
    for (const watch of watches.values())
      if (watch.lookAt === null) tx.change(watch, { lookAt: Math.max(tx.now, (watch.lookedAt ?? 0) + hours * HOUR) });
  },
};

/** Checks the providers that are due, each once. */
export const sweepRisks: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(database, "SELECT id FROM risk_watch WHERE look_at <= ? ORDER BY look_at LIMIT ?", [clock.now(), limit]),
    act: look,
    what: "a provider's breach rate could not be looked at",
  });

async function look(tx: Tx, providerId: string): Promise<boolean> {
  const watch = await tx.lock(RiskWatch, providerId);
  if (!watch || watch.lookAt === null || watch.lookAt > tx.now) return false;
  tx.change(watch, { lookAt: null, lookedAt: tx.now });
  const rules = await HouseRules.inForce(tx, tx.now);
  const rule = (unit: UnitOf<"inspection.risk">): number => rules.number("inspection.risk", unit);
  const length = rule("days") * DAY;
  if (await isInspectedFor(tx, providerId, tx.now - length)) return true;
  const bar: Bar = { events: rule("events"), orders: rule("orders"), permille: rule("permille") };
  const risk = await findRisk(tx, providerId, length, bar);
  if (risk) await beginInspection(tx, null, { origin: "RISK", providerId, basis: { risk } });
  return true;
}

/** The events that raised the rate stay in the window for its whole length: they lead to one inspection. */
async function isInspectedFor(tx: Tx, providerId: string, since: number): Promise<boolean> {
  const latest = await tx.findOne(Inspection, { providerId, origin: "RISK" }, "ORDER BY opened_at DESC");
  return latest !== null && (latest.status === "OPEN" || latest.openedAt > since);
}

const MEASURES: readonly RiskMeasure[] = ["UPHELD", "FILED"];

async function findRisk(tx: Tx, providerId: string, length: number, bar: Bar): Promise<RiskNumbers | null> {
  const turn = tx.now - length;
  for (const measure of MEASURES) {
    const recent = await volumeOf(tx, providerId, measure, turn, tx.now);
    const before = await volumeOf(tx, providerId, measure, turn - length, turn);
    if (isRising(recent, before, bar)) return { measure, recent, before, chance: chanceOf(recent, before) };
  }
  return null;
}

async function volumeOf(
  tx: Tx,
  providerId: string,
  measure: RiskMeasure,
  since: number,
  until: number,
): Promise<RiskWindow> {
  return {
    since,
    until,
    events: await countEvents(tx, measure, providerId, since, until),
    orders: await countOrders(tx, providerId, since, until),
  };
}
