import type { Tx } from "../../platform/database/tx";
import type { Context } from "../../platform/graphql/context";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { AccountSession } from "../sessions/account-session.entity";
import { endOtherSessions } from "../sessions/account-sessions";
import { Account } from "../account/account.entity";
import { lockAccount } from "../account/account.queries";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { refuseDuplicates } from "../account/refuse-duplicates";
import { hasEnded, openChallenge, spend, type Challenge, type ChallengeKind } from "./challenges";
import { factorsOf, refuseTooMany } from "./factor.queries";
import { replaceRecoveryCodes } from "./replace-recovery-codes";
import { SecondFactor } from "./second-factor.entity";

export type NewFactor = Pick<SecondFactor, "kind" | "name"> & Partial<SecondFactor>;

/** The second half of setting up a factor: it is confirmed once, by the person who began it. The first one comes with recovery codes. */
export async function confirmFactor<Extra extends Record<string, string>>(
  ctx: Context,
  kind: ChallengeKind,
  sealed: string,
  make: (tx: Tx, challenge: Challenge<Extra>, account: Account) => Promise<NewFactor>,
): Promise<{ accountId: string; recoveryCodes: string[] | null }> {
  const { accountId } = ctx.signedIn();
  const challenge = openChallenge<Extra>(ctx.services.sealer, kind, sealed);
  const result = await ctx.db.transact(async (tx) => {
    const account = await lockAccount(tx, accountId, "input");
    if (challenge?.accountId !== accountId || (await hasEnded(tx, tx.now, challenge, account))) throw setUpEnded();
    await refuseTooMany(tx, account);
    const isFirst = (await factorsOf(tx, accountId)).length === 0;
    const factor = await make(tx, challenge, account);
    if (!(await spend(tx, challenge))) throw setUpEnded();
    tx.insert(SecondFactor, { id: newId(SecondFactor), accountId, addedAt: tx.now, lastUsedAt: null, ...factor });
    await refuseDuplicates(tx, { uq_second_factor_credential_hash: "input.response" });
    recordOnAccount(tx, account, "SECOND_FACTOR_ADDED", oneself(account), { kind: factor.kind }, [accountId]);
    // Earlier sessions prove only the password: they must not get what the factor gives access to.
    const kept = ctx.sessionId && (await tx.byId(AccountSession, ctx.sessionId));
    if (isFirst && kept) endOtherSessions(tx, account, kept);
    return { accountId, recoveryCodes: isFirst ? await replaceRecoveryCodes(tx, account) : null };
  });
  ctx.forgetReads();
  return result;
}

const setUpEnded = (): Refusal =>
  new Refusal("FORBIDDEN", { reason: "secondFactor.challengeEnded", field: "input.setUp" });
