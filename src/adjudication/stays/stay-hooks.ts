import type { CaseFile } from "../../case/complaints/case-file";
import { Hook } from "../../platform/database/hook";
import type { CaseStay } from "./case-stay.entity";

/** Runs before the case itself is written. */
export const ON_STAY = new Hook<(caseFile: CaseFile, stay: CaseStay) => void>("ON_STAY");

/**
 * Dates that are stored next to the clocks, for people and guards to read, move along with them; and what could not be done during the
 * stay is done. Runs after the case has been resumed, when its clocks run again.
 */
export const ON_RESUME = new Hook<(caseFile: CaseFile, stayedAt: number) => void | Promise<void>>("ON_RESUME");
