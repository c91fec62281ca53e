import type { CaseFile } from "../complaints/case-file";
import { settle } from "./settle";

/** SETTLE_UNCONTESTED, by the clock: seven days after proof without objection. */
export const settleUncontested = async (caseFile: CaseFile): Promise<void> =>
  void (await settle(caseFile, "SETTLEMENT_UNCONTESTED"));
