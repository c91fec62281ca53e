import type { CaseFile } from "../complaints/case-file";
import { startWaitingPenalties } from "../penalties/order-penalties";
import { setRemediesDue } from "../remedies/order-remedies";
import { Ruling } from "./ruling.entity";

/** Nobody appealed: the ruling is final, the remedies fall due, and penalties that waited for this start. */
export async function enforceRuling(file: CaseFile): Promise<void> {
  const ruling = makeFinal(file);
  file.startsWith("REMEDY_DUE", await setRemediesDue(file, ruling.id));
  file.apply({ type: "RULING_FINAL", data: { rulingId: ruling.id } });
  await startWaitingPenalties(file, ruling.id);
}

/** Nobody appealed against a dismissal: it is final, and the case over. */
export async function closeDismissed(file: CaseFile): Promise<void> {
  const ruling = makeFinal(file);
  file.apply({ type: "RULING_FINAL", data: { rulingId: ruling.id } });
}

function makeFinal({ tx, complaint }: CaseFile): { id: string } {
  const id = complaint.currentRulingId;
  if (id === null) throw new Error(`${complaint.id} is ruled without a ruling`);
  tx.update(Ruling, id, { finalAt: tx.now });
  return { id };
}
