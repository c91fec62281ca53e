import type { Actor } from "../../accounts/actor/actor";
import { Account } from "../../accounts/account/account.entity";
import { lockAccount } from "../../accounts/account/account.queries";
import { recordOnAccount, type Author } from "../../accounts/account/record-on-account";
import { readSigner } from "../../accounts/roles/signer.queries";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { AccountErasure } from "./account-erasure.entity";
import { erasureObstacle } from "./erasure-obstacle.queries";
import { ERASURE_SIGNERS, mayProposeErasure, whyNotAgreeToErasure } from "./erasure.policy";

/** It waits for a second person, and who proposed it is no administrator any more. */
async function isProposersGone(tx: Tx, { status, askedById }: AccountErasure): Promise<boolean> {
  const proposer = status === "PROPOSED" ? await tx.byId(Account, askedById) : null;
  return proposer !== null && (proposer.status !== "ACTIVE" || !proposer.roles.includes("ADMIN"));
}

/**
 * For a person who asked otherwise than on their account page, by letter or because they cannot sign in: an administrator proposes it, a
 * second person agrees by the same command (where the first is no administrator any more, it is proposed anew), and then the same time runs in which the person can take it back.
 */
export async function proposeAccountErasure(
  tx: Tx,
  actor: Actor,
  input: { accountId: string; reason: string },
): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, input.accountId, "input.accountId");
  const obstacle = await erasureObstacle(tx, account);
  if (obstacle) throw obstacle;
  const open = await tx.findOne(AccountErasure, { openKey: account.id });
  const author: Author = { actorId: actor.accountId, actorRole: actor.roles.has("ADMIN") ? "ADMIN" : "LEAD_MODERATOR" };
  if (!open || (await isProposersGone(tx, open))) {
    if (!mayProposeErasure(actor, account.id)) throw new Refusal("FORBIDDEN", { reason: "role" });
    const id = open?.id ?? newId(AccountErasure);
    const asked = { askedById: actor.accountId, askedAt: tx.now, reason: input.reason };
    if (open) tx.change(open, asked);
    else
      tx.insert(AccountErasure, {
        ...{ id, accountId: account.id, openKey: account.id, status: "PROPOSED" as const },
        ...asked,
      });
    recordOnAccount(tx, account, "ERASURE_PROPOSED", author, { erasureId: id, reason: input.reason });
    return { accountId: account.id };
  }
  if (open.status !== "PROPOSED" || open.askedById === null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.asked" });
  const signer = await readSigner(tx, actor, ERASURE_SIGNERS);
  const unsigned = whyNotAgreeToErasure(actor, account.id, open.askedById, signer, tx.now);
  if (unsigned) throw new Refusal(unsigned.code, unsigned);
  const rules = await HouseRules.inForce(tx, tx.now);
  const dueAt = tx.now + rules.number("erasure.grace", "days") * DAY;
  tx.change(open, { status: "WAITING", agreedById: actor.accountId, dueAt });
  recordOnAccount(tx, account, "ERASURE_ASKED", author, { erasureId: open.id, dueAt }, [account.id]);
  return { accountId: account.id };
}
