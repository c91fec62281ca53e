import type { Tx } from "../../platform/database/tx";
import type { Account } from "../account/account.entity";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { RecoveryCode } from "./recovery-code.entity";
import { digestOfRecoveryCode } from "./recovery-code.pure";
import { countRecoveryCodes } from "./factor.queries";

/** True once for each code. Requires the account's lock. */
export async function useRecoveryCode(tx: Tx, account: Account, code: string): Promise<boolean> {
  const found = await tx.findOne(RecoveryCode, {
    accountId: account.id,
    codeHash: digestOfRecoveryCode(code),
    usedAt: null,
  });
  if (!found) return false;
  tx.change(found, { usedAt: tx.now });
  const left = await countRecoveryCodes(tx, account.id);
  recordOnAccount(tx, account, "RECOVERY_CODE_USED", oneself(account), { left }, [account.id]);
  return true;
}
