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

/** One promise through all its versions, see `lineageOf`: the open inspection about it, and who complained recently without being part of one. */
interface Pattern {
  lineage: string;
  inspection: Inspection | null;
  consumers: Set<string>;
}

/** What one complaint says about one promise. */
interface Told {
  complaint: Complaint;
  breach: Breach;
  pattern: Pattern;
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
    await askWhatIsKnown(tx, told, since);
    for (const { complaint, breach, pattern } of told) {
      if (pattern.inspection) {
        const joined = { complaintId: complaint.id };
        recordInspectionEvent(tx, pattern.inspection, null, "INSPECTION_COMPLAINT_JOINED", joined);
        continue;
      }
      const consumers = pattern.consumers.add(complaint.consumerId).size;
      if (consumers < enough) continue;
      pattern.inspection = await open(tx, complaint, breach, { consumers, days });
      // Those of them that were counted before.
      tx.execute(
        sql`UPDATE pattern_complaint SET inspection_id = ${pattern.inspection.id}
        WHERE lineage = ${pattern.lineage} AND opened_at > ${since} AND inspection_id IS NULL`,
      );
    }
    tx.insert(PatternComplaint, ...told.map(counted));
  },
};

/** In the order of the events. */
async function toldBy(known: Loaders, events: readonly EventOf<"COMPLAINT_OPENED">[]): Promise<Told[]> {
  const patterns = new Map<string, Pattern>();
  const told = events.map(async ({ streamId, data }) => {
    const complaint = data.openedBy === "PLATFORM" ? null : await known.byId(Complaint, streamId);
    const lineages = complaint ? await lineagesOf(known, complaint) : [];
    return [...lineages].flatMap(([lineage, breach]) => {
      const pattern = patterns.get(lineage) ?? { lineage, inspection: null, consumers: new Set() };
      patterns.set(lineage, pattern);
      return complaint ? [{ complaint, breach, pattern }] : [];
    });
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

async function askWhatIsKnown(tx: Tx, told: readonly Told[], since: number): Promise<void> {
  if (told.length === 0) return;
  const patterns = new Map(told.map(({ pattern }) => [pattern.lineage, pattern]));
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
  for (const { lineage, consumerId } of complained) patterns.get(lineage)?.consumers.add(consumerId);
  const about = new Map(opened.map(({ id, lineage }) => [id, patterns.get(lineage)]));
  const ids = [...about].flatMap(([id, pattern]) => (pattern ? [id] : []));
  if (ids.length === 0) return;
  tx.lockAll(Inspection, ids);
  // One may have been closed until now.
  for (const inspection of await tx.find(Inspection, { id: ids, status: "OPEN" })) {
    const pattern = about.get(inspection.id);
    if (pattern) pattern.inspection = inspection;
  }
}

const open = (
  tx: Tx,
  { providerId, category }: Complaint,
  { promiseVersionId, kind }: Breach,
  pattern: { consumers: number; days: number },
): Promise<Inspection> =>
  beginInspection(tx, null, {
    origin: "PATTERN",
    providerId,
    promiseVersionId,
    category,
    kinds: [kind],
    basis: { pattern },
  });

/** The complaint as it counts towards the pattern: whoever complained before the inspection was opened is part of it, too. */
const counted = ({ complaint, breach, pattern }: Told): Partial<PatternComplaint> => ({
  id: newId(PatternComplaint),
  promiseVersionId: breach.promiseVersionId,
  lineage: pattern.lineage,
  complaintId: complaint.id,
  consumerId: complaint.consumerId,
  openedAt: complaint.openedAt,
  inspectionId: pattern.inspection?.id ?? null,
});
