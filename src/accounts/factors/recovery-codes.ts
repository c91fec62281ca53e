import { createHash, randomInt } from "node:crypto";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "../account.entity";
import { oneself, recordOnAccount } from "../record-on-account";
import { RecoveryCode } from "./recovery-code.entity";

/** Crockford's base 32: no letters that can be mistaken for digits. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 4;
const GROUP = 4;

/** New codes for the account, replacing all earlier ones. They are shown once; only their digests are stored. */
export async function replaceRecoveryCodes(tx: Tx, account: Account): Promise<string[]> {
  const count = (await HouseRules.inForce(tx, tx.now)).number("factor.count", "recoveryCodes");
  const codes = Array.from({ length: count }, newCode);
  tx.execute("DELETE FROM recovery_code WHERE account_id = ?", [account.id]);
  tx.insert(
    RecoveryCode,
    ...codes.map((code) => ({
      id: newId(RecoveryCode),
      accountId: account.id,
      codeHash: digest(code),
      usedAt: null,
    })),
  );
  recordOnAccount(tx, account, "RECOVERY_CODES_MADE", oneself(account), {}, [account.id]);
  return codes;
}

/** True once for each code. Requires the account's lock. */
export async function useRecoveryCode(tx: Tx, account: Account, code: string): Promise<boolean> {
  const found = await tx.findOne(RecoveryCode, { accountId: account.id, codeHash: digest(code), usedAt: null });
  if (!found) return false;
  tx.change(found, { usedAt: tx.now });
  const left = await countRecoveryCodes(tx, account.id);
  recordOnAccount(tx, account, "RECOVERY_CODE_USED", oneself(account), { left }, [account.id]);
  return true;
}

export async function countRecoveryCodes(reader: Reader, accountId: string): Promise<number> {
  return (await reader.find(RecoveryCode, { accountId, usedAt: null })).length;
}

const newCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""),
  ).join("-");

/** Normalises what was typed: lower case, spaces, the letters mistaken for digits. */
const fold = (code: string): string =>
  code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

const digest = (code: string): string => createHash("sha256").update(fold(code)).digest("hex");
