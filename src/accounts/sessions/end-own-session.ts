import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { AccountSession } from "./account-session.entity";
import { endSessionOfDevice } from "./account-sessions";
import { lockAccount } from "../account/account.queries";
import { oneself, recordOnAccount } from "../account/record-on-account";

/** Ends one of one's own sessions, for a device that is lost or lent; may be the current one. */
export async function endOwnSession(
  tx: Tx,
  actor: Actor,
  { sessionId }: { sessionId: string },
): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  const session = isIdOf(AccountSession, sessionId) ? await tx.lock(AccountSession, sessionId) : null;
  if (session?.accountId !== account.id || session.endedAt !== null || session.expiresAt <= tx.now)
    throw new Refusal("NOT_FOUND", { field: "input.sessionId" });
  endSessionOfDevice(tx, account, session);
  recordOnAccount(tx, account, "SESSION_ENDED", oneself(account), { sessionId });
  return { accountId: account.id };
}
