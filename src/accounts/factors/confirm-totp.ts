import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { totpEncryption } from "./accept-code";
import type { ConfirmTotpInput } from "./factor-inputs.types";
import { confirmFactor } from "./confirm-factor";
import { isTotpCode, stepOf, tidyCode } from "./totp.pure";
import type { Begun } from "./begin-totp";

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
