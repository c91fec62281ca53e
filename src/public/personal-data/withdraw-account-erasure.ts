import type { Actor } from "../../accounts/actor/actor";
import { lockAccount } from "../../accounts/account/account.queries";
import { oneself, recordOnAccount } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { AccountErasure } from "./account-erasure.entity";

/** By the person, whoever asked for it: whoever still signs in has not agreed to being deleted. */
export async function withdrawAccountErasure(tx: Tx, actor: Actor): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  const open = await tx.findOne(AccountErasure, { openKey: account.id, status: "WAITING" });
  if (!open) throw new Refusal("NOT_IN_THIS_STATE", { reason: "erasure.none" });
  tx.change(open, { status: "WITHDRAWN", openKey: null, endedAt: tx.now });
  recordOnAccount(tx, account, "ERASURE_WITHDRAWN", oneself(account), { erasureId: open.id }, [account.id]);
  return { accountId: account.id };
}
