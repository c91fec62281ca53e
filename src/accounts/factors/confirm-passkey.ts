import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import type { ConfirmPasskeyInput } from "./factor-inputs.types";
import { checkCreated, credentialHash } from "./passkeys.pure";
import { confirmFactor } from "./confirm-factor";
import { siteOf } from "./site-of";

export async function confirmPasskey(
  ctx: Context,
  { setUp, response, name }: ConfirmPasskeyInput,
): Promise<{ accountId: string; recoveryCodes: string[] | null }> {
  const created = await checkCreated(siteOf(ctx), setUp, response);
  return confirmFactor(ctx, "passkey", setUp, async () => {
    if (!created) throw new Refusal("BAD_USER_INPUT", { reason: "secondFactor.badPasskey", field: "input.response" });
    return { kind: "PASSKEY", name, ...created, credentialHash: credentialHash(created.credentialId) };
  });
}
