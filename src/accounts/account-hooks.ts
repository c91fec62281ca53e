import { Hook } from "../platform/database/hook";
import type { Tx } from "../platform/database/tx";
import type { Account } from "./account.entity";

/** From now on this account decides for the platform, and acts for no provider. Runs under the account's lock. */
export const ON_JOIN_STAFF = new Hook<(tx: Tx, account: Account) => void>("ON_JOIN_STAFF");
