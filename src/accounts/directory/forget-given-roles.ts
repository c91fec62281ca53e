import type { Tx } from "../../platform/database/tx";
import type { AccountRole } from "../actor/account-enums.types";
import type { Account } from "../account/account.entity";
import { entryOf } from "./directory-entries";

/** Roles that were taken are the directory's no longer, whichever of them it had given. */
export async function forgetGivenRoles(tx: Tx, account: Account, taken: readonly AccountRole[]): Promise<void> {
  const entry = await entryOf(tx, account.id);
  if (entry) tx.change(entry, { roles: entry.roles.filter((role) => !taken.includes(role)) });
}
