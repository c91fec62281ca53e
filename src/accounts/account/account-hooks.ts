import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { AccountRole } from "../actor/account-enums.types";
import type { Account } from "./account.entity";

/** Sessions of the account have ended. Runs under the account's lock. */
export const ON_SESSIONS_END = new Hook<(tx: Tx, account: Account) => void>("ON_SESSIONS_END");

/** Roles are taken from the account. Runs under the account's lock. */
export const ON_ROLES_TAKEN = new Hook<(tx: Tx, account: Account, taken: readonly AccountRole[]) => Promise<void>>(
  "ON_ROLES_TAKEN",
);

/** The account joins the platform's staff and acts for no provider from now on. Runs under the account's lock. */
export const ON_JOIN_STAFF = new Hook<(tx: Tx, account: Account) => void>("ON_JOIN_STAFF");
