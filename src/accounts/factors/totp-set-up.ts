import type { Context } from "../../platform/graphql/context";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { tidyCode, totpEncryption } from "./accept-code";
import { newChallenge } from "./challenges";
import type { BeginTotpInput, ConfirmTotpInput } from "./factor-inputs.types";
import { refuseTooMany } from "./factor.queries";
import { withProof } from "./with-proof";
import { SecondFactor } from "./second-factor.entity";
import { confirmFactor } from "./confirm-factor";
import { isTotpCode, newTotpSecret, stepOf, totpUri } from "./totp.pure";

/** Nothing is stored until a code shows that the app has the secret: until then the client holds it, encrypted. */
type Begun = { factorId: string; secret: string };

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

export function confirmTotp(
  ctx: Context,
  { setUp, code, name }: ConfirmTotpInput,
): Promise<{ accountId: string; recoveryCodes: string[] | null }> {
  return confirmFactor<Begun>(ctx, "totp", setUp, async (tx, { factorId, secret }) => {
    const tidy = tidyCode(code);
    const known = totpEncryption(ctx.services.sealer).decrypt(secret, factorId);
    const step = isTotpCode(tidy) ? stepOf(known, tidy, tx.now) : null;
    if (step === null) throw new Refusal("BAD_USER_INPUT", { reason: "secondFactor.badCode", field: "input.code" });
    // The code that confirms it is used up.
    return { id: factorId, kind: "TOTP", name, secret, lastStep: step };
  });
}
