import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { Sealer } from "../../platform/secrets/sealed";
import type { Account } from "../account/account.entity";
import type { Device } from "../sessions/known-devices";
import { newChallenge, sealDevice } from "../factors/challenges";
import { countRecoveryCodes, factorsOf } from "../factors/factor.queries";

/** Called once the password was right, before a session is opened: a person with a factor must prove that one too. */
export async function refuseFirstStepAlone(tx: Tx, sealer: Sealer, account: Account, device: Device): Promise<void> {
  const factors = await factorsOf(tx, account.id);
  if (factors.length === 0) return;
  const challenge = await newChallenge(tx, sealer, "signIn", { account, now: tx.now, extra: sealDevice(device) });
  const kinds = [...new Set(factors.map(({ kind }) => kind as string))].sort();
  if ((await countRecoveryCodes(tx, account.id)) > 0) kinds.push("RECOVERY_CODE");
  throw new Refusal("SECOND_FACTOR_REQUIRED", { secondStep: { challenge, factors: kinds } });
}
