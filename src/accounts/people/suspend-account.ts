import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { endAllSessions } from "../sessions/account-sessions";
import { administerAccount } from "../account/administer-account";
import { recordOnAccount } from "../account/record-on-account";

/** Ends every session too: a reinstated person signs in again. */
export async function suspendAccount(
  tx: Tx,
  actor: Actor,
  input: { accountId: string; reason: string },
): Promise<{ accountId: string }> {
  const { account, author } = await administerAccount(tx, actor, "SUSPEND", input.accountId);
  tx.change(account, { status: "SUSPENDED" });
  endAllSessions(tx, account);
  recordOnAccount(tx, account, "ACCOUNT_SUSPENDED", author, { reason: input.reason });
  return { accountId: account.id };
}
