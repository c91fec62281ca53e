import { Breach } from "../../case/complaints/breach.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Loaders } from "../../platform/database/loaders";
import { sql } from "../../platform/database/sql";
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
  async apply(tx, { streamId, data }, known) {
    const complaint = data.openedBy === "PLATFORM" ? null : await known.byId(Complaint, streamId);
    if (!complaint) return;
    const rules = await HouseRules.inForce(tx, tx.now);
    const days = rules.number("inspection.pattern", "days");
    const since = tx.now - days * DAY;
    // Old events, imported or replayed, are no present pattern.
    if (complaint.openedAt <= since) return;
    const enough = rules.number("inspection.pattern", "consumers");
    for (const [lineage, breach] of await lineagesOf(known, complaint)) {
      const { openId, others } = await patternOf(tx, complaint, lineage, since, enough);
      if (await join(tx, complaint, lineage, breach, openId)) continue;
      if (others + 1 >= enough) await open(tx, complaint, lineage, breach, since, { consumers: others + 1, days });
    }
  },
};

/** What the complaint is about, with one of its breaches each. */
async function lineagesOf(known: Loaders, { id, providerId }: Complaint): Promise<Map<string, Breach>> {
  const breaches = await known.manyBy(Breach, "complaintId", id);
  const promises = await Promise.all(breaches.map(({ promiseId }) => known.byId(ServicePromise, promiseId)));
  const lineages = new Map(
    promises.flatMap((promise) => (promise ? [[promise.id, lineageOf(promise, providerId)]] : [])),
  );
  return new Map(breaches.map((breach) => [lineages.get(breach.promiseId) ?? breach.promiseId, breach]));
}

/**
 * The open inspection about it, and how many other consumers complained recently and are not part of an inspection yet; at most as many as
 * requested.
 */
async function patternOf(
  tx: Tx,
  { consumerId }: Complaint,
  lineage: string,
  since: number,
  most: number,
): Promise<{ openId: string | null; others: number }> {
  const [row] = await tx.query<{ openId: string | null; others: number }>(
    sql`SELECT (SELECT i.id FROM pattern_complaint p JOIN inspection i ON i.id = p.inspection_id
        WHERE p.lineage = ${lineage} AND i.status = 'OPEN' LIMIT 1) AS openId,
      (SELECT COUNT(*) FROM (SELECT DISTINCT consumer_id FROM pattern_complaint
        WHERE lineage = ${lineage} AND opened_at > ${since} AND inspection_id IS NULL AND consumer_id <> ${consumerId}
        LIMIT ${most}) consumers) AS others`,
  );
  return row ?? { openId: null, others: 0 };
}

/** Counts the complaint towards the pattern; returns true when there is an open inspection, which it joins. */
async function join(
  tx: Tx,
  complaint: Complaint,
  lineage: string,
  { promiseVersionId }: Breach,
  openId: string | null,
): Promise<boolean> {
  const locked = openId === null ? null : await tx.lock(Inspection, openId);
  const inspection = locked?.status === "OPEN" ? locked : null;
  const { id: complaintId, consumerId, openedAt } = complaint;
  tx.insert(PatternComplaint, {
    id: newId(PatternComplaint),
    promiseVersionId,
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
  { providerId, category }: Complaint,
  lineage: string,
  { promiseVersionId, kind }: Breach,
  since: number,
  pattern: { consumers: number; days: number },
): Promise<void> {
  const { id } = await beginInspection(tx, null, {
    origin: "PATTERN",
    providerId,
    promiseVersionId,
    category,
    kinds: [kind],
    basis: { pattern },
  });
  tx.execute(
    "UPDATE pattern_complaint SET inspection_id = ? WHERE lineage = ? AND opened_at > ? AND inspection_id IS NULL",
    [id, lineage, since],
  );
}
