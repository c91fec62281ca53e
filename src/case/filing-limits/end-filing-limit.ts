import type { Account } from "../../accounts/account/account.entity";
import { recordOnAccount, SYSTEM } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { FilingLimit } from "./filing-limit.entity";

/** Its date has come, or its contest was not decided in time. A proposal that no one confirmed ends without a word to the person. */
export function endFilingLimit(tx: Tx, account: Account, limit: FilingLimit): void {
  const { id: limitId, grade: kind, status } = limit;
  tx.change(limit, { status: "ENDED", openKey: null });
  if (status === "PROPOSED")
    recordOnAccount(tx, account, "FILING_LIMIT_DROPPED", SYSTEM, { limitId, kind, reason: "" });
  else recordOnAccount(tx, account, "FILING_LIMIT_ENDED", SYSTEM, { limitId, kind }, [account.id]);
}
