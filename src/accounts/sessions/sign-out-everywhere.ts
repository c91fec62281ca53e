import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { endAllSessions } from "./account-sessions";
import { lockAccount } from "../account/account.queries";
import { oneself, recordOnAccount } from "../account/record-on-account";

/** For a lost phone. Only an outside identity provider can end its own tokens. */
export async function signOutEverywhere(tx: Tx, actor: Actor): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  endAllSessions(tx, account);
  recordOnAccount(tx, account, "SIGNED_OUT_EVERYWHERE", oneself(account), {});
  return { accountId: account.id };
}
