import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Account } from "../account/account.entity";
import { RoleGrant } from "./role-grant.entity";

/** The proposal and the person it is about, who is locked. */
export async function lockGrant(tx: Tx, id: string, field: string): Promise<{ grant: RoleGrant; account: Account }> {
  const found = isIdOf(RoleGrant, id) ? await tx.byId(RoleGrant, id) : null;
  const account = found && (await tx.lock(Account, found.accountId));
  // Read again under the account's lock: someone else may have decided.
  const grant = account && (await tx.byId(RoleGrant, id));
  if (!grant) throw new Refusal("NOT_FOUND", { field });
  return { grant, account };
}
