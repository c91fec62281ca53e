import { Breach } from "../../case/complaints/breach.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { EventOf } from "../../platform/database/event.entity";
import type { Loaders } from "../../platform/database/loaders";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { lineageOf } from "../../market/promises/promise-lineage.pure";
import { ServicePromise } from "../../market/promises/service-promise.entity";
import { beginInspection } from "./begin-inspection";
import { Inspection } from "./inspection.entity";
import { PatternComplaint } from "./pattern-complaint.entity";
import { recordInspectionEvent } from "./record-inspection-event";

/** What one complaint says about one promise. */
interface Told {
  complaint: Complaint;
  lineage: string;
  breach: Breach;
}

/** The open inspection about a lineage, and who complained recently without being part of one. */
interface Pattern {
  inspection: Inspection | null;
  consumers: Set<string>;
}

/**
 * Complaints of several consumers about one promise within a short time lead to one inspection, which further ones join while it
 * is open. A promise that was republished, or withdrawn and made anew, is the same one: see `lineageOf`. The projection processes
 * complaints one after the other over all nodes, so two can never open it twice.
 */
export const patternProjection: Projection<"COMPLAINT_OPENED"> = {
  name: "pattern-watch",
  types: new Set(["COMPLAINT_OPENED"]),
  async ahead(known, { streamId }) {
    const complaint = await known.byId(Complaint, streamId);
    if (complaint) await lineagesOf(known, complaint);
  },
  // One may lead to what the next joins: they are counted in turn, but what was known before them is asked for all of them at once.
  apply: () => Promise.resolve(),
  async settle(tx, events, known) {
    const rules = await HouseRules.inForce(tx, tx.now);
    const days = rules.number("inspection.pattern", "days");
    const enough = rules.number("inspection.pattern", "consumers");
    const since = tx.now - days * DAY;
    // Old events, imported or replayed, are no present pattern.
    const told = (await toldBy(known, events)).filter(({ complaint }) => complaint.openedAt > since);
    const patternOf = await patternsOf(tx, told, since);
    for (const each of told) {
      const pattern = patternOf(each.lineage);
      if (join(tx, each, pattern.inspection)) continue;
      const consumers = pattern.consumers.add(each.complaint.consumerId).size;
      if (consumers < enough) continue;
      pattern.inspection = await open(tx, each, since, { consumers, days });
      pattern.consumers.clear();
    }
  },
};

/** In the order of the events. */
async function toldBy(known: Loaders, events: readonly EventOf<"COMPLAINT_OPENED">[]): Promise<Told[]> {
  const told = events.map(async ({ streamId, data }) => {
    const complaint = data.openedBy === "PLATFORM" ? null : await known.byId(Complaint, streamId);
    const lineages = complaint ? await lineagesOf(known, complaint) : [];
    return [...lineages].flatMap(([lineage, breach]) => (complaint ? [{ complaint, lineage, breach }] : []));
  });
  return (await Promise.all(told)).flat();
}

/** What the complaint is about, with one of its breaches each. */
async function lineagesOf(known: Loaders, { id, providerId }: Complaint): Promise<Map<string, Breach>> {
  const breaches = await known.manyBy(Breach, "complaintId", id);
  const promises = await Promise.all(breaches.map(({ promiseId }) => known.byId(ServicePromise, promiseId)));
  const lineages = new Map(
    promises.flatMap((promise) => (promise ? [[promise.id, lineageOf(promise, providerId)]] : [])),
  );
  return new Map(breaches.map((breach) => [lineages.get(breach.promiseId) ?? breach.promiseId, breach]));
}

async function patternsOf(tx: Tx, told: readonly Told[], since: number): Promise<(lineage: string) => Pattern> {
  const patterns = new Map(
    told.map(({ lineage }): [string, Pattern] => [lineage, { inspection: null, consumers: new Set() }]),
  );
  const patternOf = (lineage: string): Pattern => {
    const pattern = patterns.get(lineage);
    if (!pattern) throw new Error(`nothing was asked about ${lineage}`);
    return pattern;
  };
  if (told.length === 0) return patternOf;
  const providers = new Set(told.map(({ complaint }) => complaint.providerId));
  const [opened, complained] = await Promise.all([
    // All complaints that are part of one inspection are about the same lineage.
    tx.query<{ id: string; lineage: string }>(
      sql`SELECT i.id, (SELECT p.lineage FROM pattern_complaint p WHERE p.inspection_id = i.id LIMIT 1) AS lineage
      FROM inspection i WHERE i.provider_id IN (${list([...providers])}) AND i.origin = 'PATTERN' AND i.status = 'OPEN'`,
    ),
    // Of one lineage never as many as lead to an inspection, which they are part of from then on.
    tx.query<{ lineage: string; consumerId: string }>(
      sql`SELECT DISTINCT lineage, consumer_id AS consumerId FROM pattern_complaint
      WHERE lineage IN (${list([...patterns.keys()])}) AND opened_at > ${since} AND inspection_id IS NULL`,
    ),
  ]);
  for (const { lineage, consumerId } of complained) patternOf(lineage).consumers.add(consumerId);
  const lineages = new Map(opened.filter(({ lineage }) => patterns.has(lineage)).map(({ id, lineage }) => [id, lineage]));
  const ids = [...lineages.keys()];
  tx.lockAll(Inspection, ids);
  // One may have been closed until now.
  for (const inspection of ids.length === 0 ? [] : await tx.find(Inspection, { id: ids, status: "OPEN" }))
    patternOf(lineages.get(inspection.id) ?? "").inspection = inspection;
  return patternOf;
}

/** Counts the complaint towards the pattern; returns true when there is an open inspection, which it joins. */
function join(tx: Tx, { complaint, lineage, breach }: Told, inspection: Inspection | null): boolean {
  const { id: complaintId, consumerId, openedAt } = complaint;
  tx.insert(PatternComplaint, {
    id: newId(PatternComplaint),
    promiseVersionId: breach.promiseVersionId,
    lineage,
    complaintId,
    consumerId,
    openedAt,
    inspectionId: inspection?.id ?? null,
  });
  if (inspection) recordInspectionEvent(tx, inspection, null, "INSPECTION_COMPLAINT_JOINED", { complaintId });
  return inspection !== null;
}

async function open(
  tx: Tx,
  { complaint: { providerId, category }, lineage, breach: { promiseVersionId, kind } }: Told,
  since: number,
  pattern: { consumers: number; days: number },
): Promise<Inspection> {
  const inspection = await beginInspection(tx, null, {
    origin: "PATTERN",
    providerId,
    promiseVersionId,
    category,
    kinds: [kind],
    basis: { pattern },
  });
  tx.execute(
    "UPDATE pattern_complaint SET inspection_id = ? WHERE lineage = ? AND opened_at > ? AND inspection_id IS NULL",
    [inspection.id, lineage, since],
  );
  return inspection;
}
