import { Breach } from "../../case/complaints/breach.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { beginInspection } from "./begin-inspection";
import { Inspection } from "./inspection.entity";
import { PatternComplaint } from "./pattern-complaint.entity";
import { recordInspectionEvent } from "./record-inspection-event";

/**
 * Complaints of several consumers about one promise version within a short time lead to one inspection, which further ones
 * join while it is open. The projection processes complaints one after the other over all nodes, so two can never open it twice.
 */
export const patternProjection: Projection<"COMPLAINT_OPENED"> = {
  name: "pattern-watch",
  types: new Set(["COMPLAINT_OPENED"]),
  async apply(tx, { streamId, data }) {
    const complaint = data.openedBy === "PLATFORM" ? null : await tx.byId(Complaint, streamId);
    if (!complaint) return;
    const rules = await HouseRules.inForce(tx, tx.now);
    const days = rules.number("inspection.pattern", "days");
    const since = tx.now - days * DAY;
    // Old events, imported or replayed, are no present pattern.
    if (complaint.openedAt <= since) return;
    const enough = rules.number("inspection.pattern", "consumers");
    for (const breach of await tx.find(Breach, { complaintId: complaint.id }, "ORDER BY id")) {
      if (await join(tx, complaint, breach)) continue;
      const consumers = await countConsumers(tx, breach.promiseVersionId, since, enough);
      if (consumers >= enough) await open(tx, complaint, breach, since, { consumers, days });
    }
  },
};

/** Counts the complaint towards the pattern; returns true when there is an open inspection, which it joins. */
async function join(tx: Tx, complaint: Complaint, { promiseVersionId }: Breach): Promise<boolean> {
  const known = await tx.findOne(Inspection, { promiseVersionId, status: "OPEN", origin: "PATTERN" });
  const locked = known && (await tx.lock(Inspection, known.id));
  const inspection = locked?.status === "OPEN" ? locked : null;
  const { id: complaintId, consumerId, openedAt } = complaint;
  tx.insert(PatternComplaint, {
    id: newId(PatternComplaint),
    promiseVersionId,
    complaintId,
    consumerId,
    openedAt,
    inspectionId: inspection?.id ?? null,
  });
  if (inspection) recordInspectionEvent(tx, inspection, null, "INSPECTION_COMPLAINT_JOINED", { complaintId });
  return inspection !== null;
}

/** Consumers who complained recently and are not part of an inspection yet; at most as many as requested. */
async function countConsumers(tx: Tx, promiseVersionId: string, since: number, most: number): Promise<number> {
  const rows = await tx.query(
    sql`SELECT DISTINCT consumer_id FROM pattern_complaint
     WHERE promise_version_id = ${promiseVersionId} AND opened_at > ${since} AND inspection_id IS NULL LIMIT ${most}`,
  );
  return rows.length;
}

async function open(
  tx: Tx,
  { providerId, category }: Complaint,
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
    "UPDATE pattern_complaint SET inspection_id = ? WHERE promise_version_id = ? AND opened_at > ? AND inspection_id IS NULL",
    [id, promiseVersionId, since],
  );
}
