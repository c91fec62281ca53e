import type { CaseFile } from "../../case/complaints/case-file";
import { Hook } from "../../platform/database/hook";
import type { CaseStay } from "./case-stay.entity";

/** Runs before the case itself is written. */
export const ON_STAY = new Hook<(caseFile: CaseFile, stay: CaseStay) => void>("ON_STAY");

/**
 * Dates that stand beside the clocks, for people to read and guards to ask, move along with them; and what could not be done meanwhile is
 * done. Runs when the case has been resumed, so that its clocks run again.
 */
export const ON_RESUME = new Hook<(caseFile: CaseFile, stayedAt: number) => void | Promise<void>>("ON_RESUME");
