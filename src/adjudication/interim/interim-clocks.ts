import type { CaseFile } from "../../case/complaints/case-file";
import { endInterim, lapse, writeEnd } from "./end-interim";

/** INTERIM_NOT_CONFIRMED. The platform's second person was silent: nothing acts, and that is public as its lateness. */
export async function interimNotConfirmed(caseFile: CaseFile): Promise<void> {
  const { tx, facts } = caseFile;
  const { proposed } = facts.interim;
  // A clock that outlived its proposal says nothing.
  if (!proposed) return caseFile.timers.save();
  lapse(tx, proposed.id);
  caseFile.apply({ type: "INTERIM_NOT_CONFIRMED", audience: "STAFF", data: { interimId: proposed.id } });
}

/** INTERIM_REVIEW_LATE. Whoever cannot hear the provider in time cannot restrict it any longer. */
export async function interimReviewLate(caseFile: CaseFile): Promise<void> {
  const { acting } = caseFile.facts.interim;
  if (!acting) return caseFile.timers.save();
  endInterim(caseFile, "REVIEW_LATE");
  caseFile.apply({ type: "INTERIM_REVIEW_LATE", audience: "PROVIDER_SIDE", data: { interimId: acting.id } });
}

/** INTERIM_ENDS. It has not acted since then anyway: this records it. */
export async function interimEnds(caseFile: CaseFile): Promise<void> {
  const { tx, facts } = caseFile;
  const { acting } = facts.interim;
  if (!acting) return caseFile.timers.save();
  writeEnd(tx, acting.id, "TIME");
  caseFile.timers.stop("INTERIM_REVIEW");
  const data = { interimId: acting.id, because: "TIME" as const };
  caseFile.apply({ type: "INTERIM_ENDED", audience: "PROVIDER_SIDE", data });
}
