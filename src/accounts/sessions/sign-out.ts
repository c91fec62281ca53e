import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { Refusal } from "../../platform/refusal";
import { endSession } from "./account-sessions";
import { lockAccount } from "../account/account.queries";
import { oneself, recordOnAccount } from "../account/record-on-account";

/** Ends the session that the access token belongs to, on this device only. */
export async function signOut(tx: Tx, actor: Actor, sessionId: string | null): Promise<{ accountId: string }> {
  if (sessionId === null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "outsideSession" });
  const account = await lockAccount(tx, actor.accountId, "input");
  endSession(tx, account, sessionId);
  recordOnAccount(tx, account, "SIGNED_OUT", oneself(account), { sessionId });
  return { accountId: account.id };
}
