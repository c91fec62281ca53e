import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "../account/account.entity";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { RecoveryCode } from "./recovery-code.entity";
import { digestOfRecoveryCode, newRecoveryCode } from "./recovery-code.pure";

/** New codes for the account, replacing all earlier ones. They are shown once; only their digests are stored. */
export async function replaceRecoveryCodes(tx: Tx, account: Account): Promise<string[]> {
  const count = (await HouseRules.inForce(tx, tx.now)).number("factor.count", "recoveryCodes");
  const codes = Array.from({ length: count }, newRecoveryCode);
  tx.execute("DELETE FROM recovery_code WHERE account_id = ?", [account.id]);
  tx.insert(
    RecoveryCode,
    ...codes.map((code) => ({
      id: newId(RecoveryCode),
      accountId: account.id,
      codeHash: digestOfRecoveryCode(code),
      usedAt: null,
    })),
  );
  recordOnAccount(tx, account, "RECOVERY_CODES_MADE", oneself(account), {}, [account.id]);
  return codes;
}
