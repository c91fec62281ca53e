import { overseers } from "../../accounts/roles/overseers.queries";
import type { SystemAct } from "../../case/complaints/sweep-clocks";
import { undecidableCases } from "./undecidable.queries";

/** APPEAL_DECISION expired: the platform's lateness decides nothing. Where no lead may decide, those are told who can make somebody a lead. */
export const appealDecisionLate: SystemAct = async (caseFile) => {
  const { tx, complaint } = caseFile;
  const isStuck = (await undecidableCases(tx, complaint.id)).length > 0;
  caseFile.apply({ type: "APPEAL_DECISION_LATE", data: {}, notify: isStuck ? await overseers(tx) : [] });
};
