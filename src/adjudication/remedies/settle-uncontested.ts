import type { CaseFile } from "../../case/complaints/case-file";
import { settle } from "./settle";

/** SETTLE_UNCONTESTED, by the clock: proof without objection, where nothing is owed in money. */
export const settleUncontested = async (caseFile: CaseFile): Promise<void> =>
  void (await settle(caseFile, "SETTLEMENT_UNCONTESTED"));
