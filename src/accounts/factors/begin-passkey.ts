import type { Context } from "../../platform/graphql/context";
import { newChallenge } from "./challenges";
import type { BeginPasskeyInput } from "./factor-inputs.types";
import { factorsOf, refuseTooMany } from "./factor.queries";
import { creationOptions } from "./passkeys.pure";
import { withProof } from "./with-proof";
import { siteOf } from "./site-of";

export function beginPasskey(ctx: Context, { proof }: BeginPasskeyInput): Promise<{ setUp: string; options: string }> {
  const site = siteOf(ctx);
  return withProof(ctx, proof, async (tx, account) => {
    await refuseTooMany(tx, account);
    const setUp = await newChallenge(tx, ctx.services.sealer, "passkey", { account, now: tx.now, extra: {} });
    return { setUp, options: await creationOptions(site, account, setUp, await factorsOf(tx, account.id)) };
  });
}
