import type { CaseFile } from "../complaints/case-file";
import { evidenceRoot } from "./evidence-root.pure";
import { Evidence } from "./evidence.entity";
import { isCounted } from "./evidence.pure";

/** The seal over the present evidence on which the decision may be based. */
export async function readEvidenceList({ tx, complaint }: CaseFile): Promise<{ root: string; pieces: number }> {
  const all = await tx.find(Evidence, { complaintId: complaint.id, status: ["STORED", "SUPERSEDED"] });
  const counted = all.filter(isCounted);
  return { root: evidenceRoot(counted), pieces: counted.length };
}
