import type { Context } from "../../platform/graphql/context";
import { newId } from "../../platform/ids";
import { totpEncryption } from "./accept-code";
import { newChallenge } from "./challenges";
import type { BeginTotpInput } from "./factor-inputs.types";
import { refuseTooMany } from "./factor.queries";
import { withProof } from "./with-proof";
import { SecondFactor } from "./second-factor.entity";
import { newTotpSecret, totpUri } from "./totp.pure";

/** Nothing is stored until a code shows that the app has the secret: until then the client holds it, encrypted. */
export type Begun = { factorId: string; secret: string };

export function beginTotp(
  ctx: Context,
  { proof }: BeginTotpInput,
): Promise<{ setUp: string; secret: string; uri: string }> {
  const { sealer } = ctx.services;
  return withProof(ctx, proof, async (tx, account) => {
    await refuseTooMany(tx, account);
    const secret = newTotpSecret();
    const factorId = newId(SecondFactor);
    const extra: Begun = { factorId, secret: totpEncryption(sealer).encrypt(secret, factorId) };
    const setUp = await newChallenge(tx, sealer, "totp", { account, now: tx.now, extra });
    return { setUp, secret, uri: totpUri(secret, account.login) };
  });
}
