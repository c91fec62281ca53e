import { Encryption } from "../../platform/encryption";
import type { Tx } from "../../platform/database/tx";
import type { Sealer } from "../../platform/sealed";
import type { Account } from "../account.entity";
import { useRecoveryCode } from "./recovery-codes";
import { SecondFactor } from "./second-factor.entity";
import { isTotpCode, stepOf } from "./totp.pure";

/** For what the owner of an authenticator app and we both know. */
export const totpEncryption = (sealer: Sealer): Encryption => new Encryption(...sealer.deriveKeys("totp secrets"));

/** Without the spaces and hyphens that people type for the eye. */
export const tidyCode = (code: string): string => code.replace(/[\s-]/g, "");

/**
 * Takes a code of an app or a recovery code, and takes it once. Wants the account locked: the same code twice at once is settled by
 * that, and the clock set back by the step being kept, as only later ones count.
 */
export async function acceptCode(tx: Tx, sealer: Sealer, account: Account, code: string): Promise<boolean> {
  const tidy = tidyCode(code);
  if (!isTotpCode(tidy)) return useRecoveryCode(tx, account, tidy);
  const encryption = totpEncryption(sealer);
  for (const factor of await tx.find(SecondFactor, { accountId: account.id, kind: "TOTP" })) {
    const secret = encryption.decrypt(factor.secret ?? "", factor.id);
    const step = stepOf(secret, tidy, tx.now);
    if (step === null || step <= (factor.lastStep ?? -1)) continue;
    // Encrypted anew, so that what is used is soon under the present key.
    tx.change(factor, { lastStep: step, lastUsedAt: tx.now, secret: encryption.encrypt(secret, factor.id) });
    return true;
  }
  return false;
}
