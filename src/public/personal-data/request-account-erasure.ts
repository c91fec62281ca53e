import type { Account } from "../../accounts/account/account.entity";
import { oneself, recordOnAccount } from "../../accounts/account/record-on-account";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { AccountErasure } from "./account-erasure.entity";
import { erasureObstacle } from "./erasure-obstacle.queries";

/** By the person, who has proved that it is still them. The account is locked. */
export async function requestAccountErasure(tx: Tx, account: Account): Promise<void> {
  const obstacle = await erasureObstacle(tx, account);
  if (obstacle) throw obstacle;
  if (await tx.findOne(AccountErasure, { openKey: account.id }))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.asked" });
  const rules = await HouseRules.inForce(tx, tx.now);
  const id = newId(AccountErasure);
  const dueAt = tx.now + rules.number("erasure.grace", "days") * DAY;
  tx.insert(AccountErasure, {
    ...{ id, accountId: account.id, openKey: account.id, status: "WAITING" as const },
    ...{ askedById: null, askedAt: tx.now, dueAt },
  });
  recordOnAccount(tx, account, "ERASURE_ASKED", oneself(account), { erasureId: id, dueAt }, [account.id]);
}
