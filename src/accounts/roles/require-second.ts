import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { Account } from "../account/account.entity";
import type { Actor } from "../actor/actor";
import type { Author } from "../account/record-on-account";
import { SECOND_PERSONS, whyNotSecondPerson } from "../actor/second-person.policy";
import { readSigner } from "./signer.queries";

/** Locks whoever agrees, looked at again under it: still active, still in that role; and refuses whoever may not agree to what this person wrote. */
export async function requireSecond(
  tx: Tx,
  actor: Actor,
  writtenById: string,
  field: string,
): Promise<{ account: Account; author: Author }> {
  const account = await tx.lock(Account, actor.accountId);
  const role = SECOND_PERSONS.find((each) => account?.roles.includes(each));
  if (account?.status !== "ACTIVE" || !role) throw new Refusal("FORBIDDEN", { reason: "role" });
  const [writer, signer] = await Promise.all([tx.byId(Account, writtenById), readSigner(tx, actor, SECOND_PERSONS)]);
  const obstacle = whyNotSecondPerson(actor, writer, signer, tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
  return { account, author: { actorId: account.id, actorRole: role } };
}
