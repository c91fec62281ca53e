import type { Tx } from "../../platform/database/tx";
import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { Account } from "../account/account.entity";
import { clientOf } from "../sessions/client.pure";
import { sessionsOf, type Session } from "./sessions";
import {
  challengeEnded,
  deviceOf,
  hasEnded,
  newChallenge,
  openChallenge,
  sealDevice,
  spend,
  type OfDevice,
} from "../factors/challenges";
import type { BeginPasskeySignInInput, SignInWithPasskeyInput } from "../factors/factor-inputs.types";
import { factorsOf } from "../factors/factor.queries";
import { siteOf } from "../factors/site-of";
import { checkUsed, credentialHash, readUsed, requestOptions } from "../factors/passkeys.pure";
import { dropReset } from "../factors/reset-second-factors";
import { SecondFactor } from "../factors/second-factor.entity";

/** With the challenge after a right password, for the passkeys of that account; without it, for any passkey of this site. */
export async function beginPasskeySignIn(
  ctx: Context,
  { challenge }: BeginPasskeySignInInput,
): Promise<{ challenge: string; options: string }> {
  const site = siteOf(ctx);
  const { sealer } = ctx.services;
  if (!challenge) {
    const made = await newChallenge(ctx.db, sealer, "signIn", {
      account: null,
      now: ctx.now(),
      extra: sealDevice({ id: null, remember: false }),
    });
    return { challenge: made, options: await requestOptions(site, made) };
  }
  const opened = openChallenge(sealer, "signIn", challenge);
  const account = opened?.accountId ? await ctx.db.byId(Account, opened.accountId) : null;
  if (!opened || !account || (await hasEnded(ctx.db, ctx.now(), opened, account))) throw challengeEnded();
  return { challenge, options: await requestOptions(site, challenge, await factorsOf(ctx.db, account.id)) };
}

/** The device has verified its owner, so a passkey is two factors at once: possession, and knowledge or biometrics. It needs no password. */
export async function signInWithPasskey(
  ctx: Context,
  { challenge, response }: SignInWithPasskeyInput,
): Promise<Session> {
  const site = siteOf(ctx);
  const opened = openChallenge<OfDevice>(ctx.services.sealer, "signIn", challenge);
  if (!opened) throw challengeEnded();
  const used = readUsed(response);
  const known = used && (await ctx.db.findOne(SecondFactor, { credentialHash: credentialHash(used.id) }));
  if (!used || !known) throw badPasskey();
  const prove = async (tx: Tx): Promise<Account | Refusal> => {
    const account = await tx.lock(Account, known.accountId);
    const factor = await tx.lock(SecondFactor, known.id);
    if (account?.status !== "ACTIVE" || (await hasEnded(tx, tx.now, opened, account))) return challengeEnded();
    const counter = factor && (await checkUsed(site, challenge, factor, used));
    if (counter === null) return badPasskey();
    tx.change(factor as SecondFactor, { counter, lastUsedAt: tx.now });
    dropReset(tx, account);
    return (await spend(tx, opened)) ? account : challengeEnded();
  };
  return sessionsOf(ctx).open(prove, clientOf(ctx), deviceOf(opened));
}

const badPasskey = (): Refusal =>
  new Refusal("UNAUTHENTICATED", { reason: "secondFactor.badPasskey", field: "input.response" });
