import type { Tx } from "../platform/database/tx";
import type { Actor } from "./actor";
import { administerAccount } from "./administer-account";
import { recordOnAccount } from "./record-on-account";

export async function reinstateAccount(
  tx: Tx,
  actor: Actor,
  input: { accountId: string; reason: string },
): Promise<{ accountId: string }> {
  const { account, author } = await administerAccount(tx, actor, "REINSTATE", input.accountId);
  tx.change(account, { status: "ACTIVE" });
  recordOnAccount(tx, account, "ACCOUNT_REINSTATED", author, { reason: input.reason });
  return { accountId: account.id };
}
