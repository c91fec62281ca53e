import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { Actor } from "../actor/actor";
import { administerAccount } from "../account/administer-account";
import { entryOf } from "../directory/directory-entries";
import { isPlatform } from "../account/platform-account";
import { recordOnAccount } from "../account/record-on-account";

export async function reinstateAccount(
  tx: Tx,
  actor: Actor,
  input: { accountId: string; reason: string },
): Promise<{ accountId: string }> {
  // Whoever could sign in as the platform would be a party to its own cases.
  if (isPlatform(input.accountId)) throw new Refusal("FORBIDDEN", { reason: "account.platform" });
  const { account, author } = await administerAccount(tx, actor, "REINSTATE", input.accountId);
  // Two locks: each is opened by whoever closed it.
  if ((await entryOf(tx, account.id))?.isActive === false)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "account.deprovisioned", field: "input.accountId" });
  tx.change(account, { status: "ACTIVE" });
  recordOnAccount(tx, account, "ACCOUNT_REINSTATED", author, { reason: input.reason });
  return { accountId: account.id };
}
