import type { CaseFile } from "../../case/complaints/case-file";
import { actsAt } from "../measures/penalty-schedule.pure";
import { Penalty } from "../penalties/penalty.entity";
import { isAsGrave, isOnLadder } from "../penalties/supersession.pure";
import type { Ruling } from "../rulings/ruling.entity";
import { endInterim } from "./end-interim";
import { InterimMeasure } from "./interim-measure.entity";

/** A ruling is issued: a dismissal ends the interim measure, and so does a measure of the ruling's own that does as much from now on. */
export async function replaceInterim(caseFile: CaseFile, ruling: Ruling): Promise<void> {
  const { tx, facts } = caseFile;
  if (ruling.outcome === "DISMISSED") return endInterim(caseFile, "DISMISSED");
  const interim = facts.interim.acting && (await tx.byId(InterimMeasure, facts.interim.acting.id));
  if (!interim) return;
  const ordered = await tx.find(Penalty, { rulingId: ruling.id });
  const asGrave = ordered.some(
    (penalty) =>
      isOnLadder(penalty.kind) &&
      actsAt(penalty, tx.now) &&
      isAsGrave(penalty, { kind: "LISTING_FREEZE", listingId: interim.listingId }),
  );
  if (asGrave) endInterim(caseFile, "REPLACED");
}
