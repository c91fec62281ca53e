import { Encryption } from "../../platform/secrets/encryption";
import type { Tx } from "../../platform/database/tx";
import type { Sealer } from "../../platform/secrets/sealed";
import type { Account } from "../account/account.entity";
import { useRecoveryCode } from "./use-recovery-code";
import { SecondFactor } from "./second-factor.entity";
import { isTotpCode, stepOf, tidyCode } from "./totp.pure";

/** Encrypts the secrets shared with authenticator apps. */
export const totpEncryption = (sealer: Sealer): Encryption => new Encryption(...sealer.deriveKeys("totp secrets"));

/**
 * Accepts a code of an app or a recovery code, once. Requires the account's lock, which also decides between two concurrent uses of one
 * code; since only steps later than the stored one are accepted, a clock set back makes no code valid again.
 */
export async function acceptCode(tx: Tx, sealer: Sealer, account: Account, code: string): Promise<boolean> {
  const tidy = tidyCode(code);
  if (!isTotpCode(tidy)) return useRecoveryCode(tx, account, tidy);
  const encryption = totpEncryption(sealer);
  for (const factor of await tx.find(SecondFactor, { accountId: account.id, kind: "TOTP" })) {
    const secret = encryption.decrypt(factor.secret ?? "", factor.id);
    const step = stepOf(secret, tidy, tx.now);
    if (step === null || step <= (factor.lastStep ?? -1)) continue;
    // Re-encrypted, so that secrets in use are soon under the present key.
    tx.change(factor, { lastStep: step, lastUsedAt: tx.now, secret: encryption.encrypt(secret, factor.id) });
    return true;
  }
  return false;
}
