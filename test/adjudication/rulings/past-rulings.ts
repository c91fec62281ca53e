import { newId } from "../../../src/platform/ids";
import type { PlannedPenalty } from "../../../src/adjudication/rulings/planned-measures.types";
import { RulingFinding } from "../../../src/adjudication/rulings/ruling-finding.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import type { WorldCase } from "../../case/complaints/world-case";

/** Rulings like that of a ruled case, but with these measures: the practice that later decisions are compared with. */
export async function pastRulings(
  { world, id }: WorldCase,
  count: number,
  penalties: Pick<PlannedPenalty, "kind" | "days">[],
): Promise<string[]> {
  const ruling = await world.db.findOne(Ruling, { complaintId: id });
  const findings = await world.db.find(RulingFinding, { rulingId: ruling?.id ?? "" });
  const measures = {
    remedies: [],
    penalties: penalties.map((penalty) => ({ ...penalty, amount: null, listingId: null, reason: "In the past." })),
  };
  const ids = Array.from({ length: count }, () => newId(Ruling));
  await world.db.transact(async (tx) => {
    tx.insert(Ruling, ...ids.map((rulingId) => ({ ...ruling, id: rulingId, measures })));
    for (const rulingId of ids)
      tx.insert(RulingFinding, ...findings.map((finding) => ({ ...finding, id: newId(RulingFinding), rulingId })));
  });
  return ids;
}
