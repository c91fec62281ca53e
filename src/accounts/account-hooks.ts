import { Hook } from "../platform/database/hook";
import type { Tx } from "../platform/database/tx";
import type { Account } from "./account.entity";

/** Sessions of the account have ended. Runs under the account's lock. */
export const ON_SESSIONS_END = new Hook<(tx: Tx, account: Account) => void>("ON_SESSIONS_END");

/** The account joins the platform's staff and acts for no provider from now on. Runs under the account's lock. */
export const ON_JOIN_STAFF = new Hook<(tx: Tx, account: Account) => void>("ON_JOIN_STAFF");
