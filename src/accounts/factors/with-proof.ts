import type { Tx } from "../../platform/database/tx";
import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { Account } from "../account/account.entity";
import { lockAccount } from "../account/account.queries";
import { verifyPassword } from "../passwords/password.pure";
import { sharesOf } from "../passwords/shares-of";
import { acceptCode } from "./accept-code";
import type { ProofInput } from "./factor-inputs.types";
import { Guesses } from "./guesses";

/**
 * Changes a person's credentials, once they have proved their identity again: an open session alone, on a device left behind or with a
 * stolen token, must not be enough to take the account over. Not by `ctx.command`, which would store a digest of the password.
 */
export async function withProof<R>(
  ctx: Context,
  { password, code }: ProofInput,
  work: (tx: Tx, account: Account) => Promise<R>,
): Promise<R> {
  const { accountId } = ctx.signedIn();
  const known = await ctx.db.byId(Account, accountId);
  if (!known || known.externalSubject !== null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "secondFactor.elsewhere" });
  if (Boolean(password) === Boolean(code))
    throw new Refusal("BAD_USER_INPUT", { reason: "secondFactor.oneProof", field: "input.proof" });
  // Hashing is costly: past the limit nobody has it done in vain.
  const early = password ? await Guesses.refusalOf(ctx.db, accountId, "PROOF", ctx.now()) : null;
  if (early) throw early;
  const shares = sharesOf(ctx.db, accountId);
  const matches = password ? await verifyPassword(known.passwordHash, password, shares) : false;
  const outcome = await ctx.db.transact(async (tx) => {
    const account = await lockAccount(tx, accountId, "input");
    const guesses = await Guesses.of(tx, account, "PROOF");
    // Checked before the result is used: of concurrent guesses no more are answered than of those sent one by one.
    const full = guesses.refusal();
    if (full) return full;
    const proven = password
      ? matches && account.passwordHash === known.passwordHash
      : await acceptCode(tx, ctx.services.sealer, account, code ?? "");
    if (!proven) {
      guesses.guessedWrong();
      return new Refusal("FORBIDDEN", { reason: "secondFactor.notProven", field: "input.proof" });
    }
    guesses.guessedRight();
    return { done: await work(tx, account) };
  });
  // A refusal is returned up to here, because what was counted must be committed.
  if (outcome instanceof Refusal) throw outcome;
  ctx.forgetReads();
  return outcome.done;
}
