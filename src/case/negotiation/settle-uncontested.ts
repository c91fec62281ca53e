import type { CaseFile } from "../complaints/case-file";
import { settle } from "./settle";

/** Row 8, by the clock: seven days after proof without objection. */
export const settleUncontested = async (file: CaseFile): Promise<void> =>
  void (await settle(file, "SETTLEMENT_UNCONTESTED"));
