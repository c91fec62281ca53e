import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { newChallenge } from "./challenges";
import type { BeginPasskeyInput, ConfirmPasskeyInput } from "./factor-inputs.types";
import { factorsOf, refuseTooMany } from "./factor.queries";
import { passkeySite, type PasskeySite } from "./passkey-site.pure";
import { checkCreated, creationOptions, credentialHash } from "./passkeys.pure";
import { withProof } from "./with-proof";
import { confirmFactor } from "./confirm-factor";

export const siteOf = ({ services }: Context): PasskeySite => passkeySite(services.publicUrl, services.allowedOrigins);

export function beginPasskey(ctx: Context, { proof }: BeginPasskeyInput): Promise<{ setUp: string; options: string }> {
  const site = siteOf(ctx);
  return withProof(ctx, proof, async (tx, account) => {
    await refuseTooMany(tx, account);
    const setUp = await newChallenge(tx, ctx.services.sealer, "passkey", { account, now: tx.now, extra: {} });
    return { setUp, options: await creationOptions(site, account, setUp, await factorsOf(tx, account.id)) };
  });
}

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
