import type { CaseFile } from "../../case/complaints/case-file";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import { becomeFinalEarly } from "./enforce-ruling";

const SIDES: readonly Side[] = ["CONSUMER", "PROVIDER"];

export async function finishWhenSettled(caseFile: CaseFile, waivedBy: readonly Side[]): Promise<void> {
  const mayStill = SIDES.filter((side) => !waivedBy.includes(side) && !caseFile.facts.appealedBy.includes(side));
  if (mayStill.length === 0) await becomeFinalEarly(caseFile);
}
