import type { CaseFile } from "../../case/complaints/case-file";
import { InterimMeasure } from "./interim-measure.entity";

/** The measure that acts in a case, as its lifecycle has just found. */
export async function actingInterim({ tx, complaint, facts }: CaseFile): Promise<InterimMeasure> {
  const measure = await tx.byId(InterimMeasure, facts.interim.acting?.id ?? null);
  if (!measure) throw new Error(`no interim measure acts in ${complaint.id}`);
  return measure;
}
