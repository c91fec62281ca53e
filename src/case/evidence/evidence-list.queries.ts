import type { CaseFile } from "../complaints/case-file";
import { evidenceRoot } from "./evidence-root.pure";
import { Evidence } from "./evidence.entity";
import { evidencePolicy } from "./evidence.policy";

/** The seal of what the case holds now and the decision may be founded on. */
export async function readEvidenceList({ tx, complaint }: CaseFile): Promise<{ root: string; pieces: number }> {
  const all = await tx.find(Evidence, { complaintId: complaint.id, status: ["STORED", "SUPERSEDED"] });
  const counted = all.filter(evidencePolicy.counts);
  return { root: evidenceRoot(counted), pieces: counted.length };
}
