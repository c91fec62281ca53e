import type { Tx } from "../../platform/database/tx";
import { raw, sql } from "../../platform/database/sql";
import type { Actor } from "../actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { endAllSessions } from "../sessions/account-sessions";
import { Account } from "../account/account.entity";
import { lockAccount } from "../account/account.queries";
import { recordOnAccount, type Author } from "../account/record-on-account";
import { readSigner } from "../roles/signer.queries";
import { isAgreed, RESETTERS, whyNotReset } from "./factor.policy";
import { askedIn, factorsOf } from "./factor.queries";
import { FactorReset } from "./factor-reset.entity";

/** Removes all of a person's factors, or waits for a second administrator's or lead's approval. */
export async function resetSecondFactors(
  tx: Tx,
  actor: Actor,
  input: { accountId: string; reason: string },
): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, input.accountId, "input.accountId");
  const reset = await tx.findOne(FactorReset, { accountId: account.id });
  const asked = await askedIn(tx, reset, (id) => tx.byId(Account, id), tx.now);
  const obstacle = whyNotReset(actor, account, asked, await readSigner(tx, actor, RESETTERS), tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field: "input.accountId" });
  if ((await factorsOf(tx, account.id)).length === 0)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "secondFactor.none", field: "input.accountId" });
  const author: Author = { actorId: actor.accountId, actorRole: actor.roles.has("ADMIN") ? "ADMIN" : "LEAD_MODERATOR" };
  dropReset(tx, account);
  if (isAgreed(actor, account, asked)) {
    for (const table of ["second_factor", "recovery_code", "guess_count"])
      tx.execute(sql`DELETE FROM ${raw(table)} WHERE account_id = ${account.id}`);
    endAllSessions(tx, account);
    recordOnAccount(tx, account, "SECOND_FACTORS_RESET", author, { reason: input.reason }, [account.id]);
  } else {
    tx.insert(FactorReset, {
      id: newId(FactorReset),
      accountId: account.id,
      askedById: actor.accountId,
      askedAt: tx.now,
    });
    recordOnAccount(tx, account, "SECOND_FACTOR_RESET_ASKED", author, { reason: input.reason }, [account.id]);
  }
  return { accountId: account.id };
}

/** The person has just signed in with a factor: it is not lost. */
export function dropReset(tx: Tx, account: Account): void {
  tx.execute("DELETE FROM factor_reset WHERE account_id = ?", [account.id]);
}
